// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// How often an alias was called in the days before, hour by hour.
public struct TrafficHistory: Hashable, Codable, Sendable {
    /// The calls of one hour that had any.
    public struct Hour: Hashable, Codable, Sendable {
        /// Its beginning.
        public var start: Timestamp
        /// Calls and failed calls.
        public var counts: Counts

        /// Makes an hour.
        public init(start: Timestamp, counts: Counts) {
            self.start = start
            self.counts = counts
        }
    }

    /// The hours with calls, oldest first.
    public var hours: [Hour]
    /// Where the reading ended.
    public var until: Timestamp

    /// Makes a history.
    public init(hours: [Hour] = [], until: Timestamp) {
        self.hours = hours.sorted { $0.start < $1.start }
        self.until = until
    }

    /// All calls.
    public var counts: Counts { hours.reduce(Counts()) { $0 + $1.counts } }

    /// From the first hour with calls to the end.
    public var span: Duration { hours.first.map { $0.start.duration(to: until) } ?? .zero }

    /// Whether it is long enough to say that a step will stay quiet.
    public var isTelling: Bool { span >= .seconds(24 * 3600) }

    /// Calls in a second, over the whole span.
    public var callsPerSecond: Double {
        span > .zero ? Double(counts.calls) / span.inSeconds : 0
    }
}
