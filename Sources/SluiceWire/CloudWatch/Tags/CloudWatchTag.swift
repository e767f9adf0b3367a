// SPDX-License-Identifier: Apache-2.0

/// A tag of an alarm.
public struct CloudWatchTag: Codable, Hashable, Sendable {
    /// The name.
    public var key: String
    /// The value.
    public var value: String

    /// Makes one from its parts.
    public init(key: String, value: String) {
        self.key = key
        self.value = value
    }
}
