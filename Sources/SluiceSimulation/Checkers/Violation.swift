// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// An invariant that did not hold.
public struct Violation: Hashable, Sendable {
    /// Which one.
    public var rule: Checker.Rule
    /// When, by the world's own clock.
    public var at: Timestamp
    /// What was seen.
    public var text: String
}
