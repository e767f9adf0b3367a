// SPDX-License-Identifier: Apache-2.0

public import SluiceBase

/// What belongs to a function as a whole.
public struct FunctionHead: Codable, Hashable, Sendable {
    /// The bare name.
    public var name: String
    /// The number that the next published version gets; never goes back.
    public var nextVersion = 1
    /// Tags.
    public var tags: [String: String] = [:]
    /// Calls that may run at once; `nil` when nothing is reserved.
    public var reservedConcurrency: Int?
    /// When the function was created.
    public var createdAt: Timestamp
}
