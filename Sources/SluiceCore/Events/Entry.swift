// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// One line of a journal: an event, its number from 1, and its time.
public struct Entry: Hashable, Codable, Sendable {
    /// Counts from 1 without gaps.
    public var n: Int
    /// When it was recorded.
    public var at: Timestamp
    /// What happened.
    public var event: Event

    /// Makes an entry.
    public init(n: Int, at: Timestamp, event: Event) {
        self.n = n
        self.at = at
        self.event = event
    }
}
