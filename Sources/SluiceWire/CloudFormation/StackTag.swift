// SPDX-License-Identifier: Apache-2.0

/// A tag of a stack.
public struct StackTag: Codable, Hashable, Sendable {
    /// Its name.
    public var key: String
    /// What it says.
    public var value: String

    /// Makes one from its parts.
    public init(key: String, value: String) {
        self.key = key
        self.value = value
    }
}
