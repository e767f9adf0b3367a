// SPDX-License-Identifier: Apache-2.0

/// A step of a strategy that waits for somebody's consent (`{approve: {timeout: 4h}}`).
public struct Approval: Hashable, Codable, Sendable {
    /// The weighted step that it comes before, from 0; the number of steps means 100 %.
    public var before: Int
    /// How long it waits; then the candidate loses its traffic, or gets none.
    public var timeout: Duration

    /// Makes an approval.
    public init(before: Int, timeout: Duration) {
        self.before = before
        self.timeout = timeout
    }
}
