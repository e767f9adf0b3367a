// SPDX-License-Identifier: Apache-2.0
/// A stream that was looked through.
public struct SearchedLogStream: Codable, Hashable, Sendable {
    /// Its name.
    public var logStreamName: String?
    /// Whether all of it was.
    public var searchedCompletely: Bool?

    /// Makes one from its parts.
    public init(logStreamName: String? = nil, searchedCompletely: Bool? = nil) {
        self.logStreamName = logStreamName
        self.searchedCompletely = searchedCompletely
    }
}
