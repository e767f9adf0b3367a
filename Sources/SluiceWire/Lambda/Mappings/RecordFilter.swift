// SPDX-License-Identifier: Apache-2.0

/// One pattern of records.
public struct RecordFilter: Codable, Hashable, Sendable {
    /// A JSON text.
    public var pattern: String?

    /// Makes one from its parts.
    public init(pattern: String? = nil) {
        self.pattern = pattern
    }
}
