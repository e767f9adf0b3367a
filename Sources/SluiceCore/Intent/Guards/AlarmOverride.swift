// SPDX-License-Identifier: Apache-2.0

/// A person's word that an alarm that was red before does not count (`--override-alarm`).
public struct AlarmOverride: Hashable, Codable, Sendable {
    /// The alarm's name.
    public var name: String
    /// Why it does not count.
    public var reason: String

    /// Makes an override.
    public init(name: String, reason: String) {
        self.name = name
        self.reason = reason
    }
}
