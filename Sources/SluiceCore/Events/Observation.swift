// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// What the metrics of both versions say about a stretch of time.
///
/// A reading is cumulative: each window holds all that is known of it, and the fold takes the
/// difference to what it has. So late data, and a reading that is journalled twice, do no harm.
public struct Observation: Hashable, Codable, Sendable {
    /// What is known of one period of the metrics.
    public struct Window: Hashable, Codable, Sendable {
        /// When the period begins.
        public var start: Timestamp
        /// The stable version's calls.
        public var stable: Counts
        /// The candidate's calls.
        public var candidate: Counts

        /// Makes a window.
        public init(start: Timestamp, stable: Counts, candidate: Counts) {
            self.start = start
            self.stable = stable
            self.candidate = candidate
        }
    }

    /// The windows that have any call, oldest first.
    public var windows: [Window]
    /// The end of the last period that had ended when the metrics were read.
    public var until: Timestamp

    /// Makes an observation.
    public init(windows: [Window], until: Timestamp) {
        self.windows = windows
        self.until = until
    }
}
