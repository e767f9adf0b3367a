// SPDX-License-Identifier: Apache-2.0

/// A watch after 100 % that ends with a number of calls (`watchAfter: {calls: 50, for: 24h}`).
public struct WatchCalls: Hashable, Codable, Sendable {
    /// The calls of the candidate after which it is over.
    public var calls: Int
    /// The longest that it lasts.
    public var within: Duration

    /// Makes a watch.
    public init(calls: Int, within: Duration) {
        self.calls = calls
        self.within = within
    }
}
