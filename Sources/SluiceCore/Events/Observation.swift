// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// What one source says about the calls of both versions over a stretch of time.
///
/// A reading is cumulative: each window holds all that is known of it, and the fold takes the
/// difference to what it has. So late data, and a reading that is journalled twice, do no harm.
public struct Observation: Hashable, Codable, Sendable {
    /// Where the counts come from.
    public enum Source: String, Hashable, Codable, Sendable {
        /// Metrics of CloudWatch, by the minute.
        case minutes
        /// Metrics of an endpoint that keeps seconds.
        case seconds
        /// Records of the versions' log streams.
        case logs
        /// Sluice's own calls to both versions; batches of their own beside one of the others.
        case probes
    }

    /// Slow calls of both versions.
    public struct Latency: Hashable, Codable, Sendable {
        /// The stable version's, against the thresholds.
        public var stable: SlowCalls
        /// The candidate's, against the thresholds times the margin.
        public var candidate: SlowCalls

        /// Makes a pair.
        public init(stable: SlowCalls = SlowCalls(), candidate: SlowCalls = SlowCalls()) {
            self.stable = stable
            self.candidate = candidate
        }
    }

    /// Throttled calls.
    public struct Throttles: Hashable, Codable, Sendable {
        /// Calls that were throttled on the way to the stable version.
        public var stable: Int
        /// Calls that were throttled on the way to the candidate.
        public var candidate: Int
        /// Throttled ones among all calls of the whole function, throttled and answered.
        public var function: Counts?

        /// Makes the counts.
        public init(stable: Int = 0, candidate: Int = 0, function: Counts? = nil) {
            self.stable = stable
            self.candidate = candidate
            self.function = function
        }
    }

    /// What is known of one period of the source.
    public struct Window: Hashable, Codable, Sendable {
        /// When the period begins.
        public var start: Timestamp
        /// The stable version's calls.
        public var stable: Counts
        /// The candidate's calls.
        public var candidate: Counts
        /// Slow calls; `nil` while latency is not judged.
        public var latency: Latency?
        /// Throttled calls; `nil` while they are not judged.
        public var throttles: Throttles?

        /// Makes a window.
        public init(
            start: Timestamp,
            stable: Counts = Counts(),
            candidate: Counts = Counts(),
            latency: Latency? = nil,
            throttles: Throttles? = nil
        ) {
            self.start = start
            self.stable = stable
            self.candidate = candidate
            self.latency = latency
            self.throttles = throttles
        }
    }

    /// The windows that have any call, oldest first.
    public var windows: [Window]
    /// The end of the last period that had ended when the source was read.
    public var until: Timestamp
    /// Where the counts come from; `nil` in journals that know only metrics.
    public var source: Source?
    /// When the source was asked; `nil` in journals from before that was kept.
    public var askedAt: Timestamp?
    /// The stable version's latency, where this reading is the first to tell it.
    public var thresholds: LatencyThresholds?
    /// The request ids of probes that a log pattern found; `nil`: none.
    public var failedProbes: [String]?
    /// The candidate's failed calls in its log; only told by the reading after a rollout's end.
    public var loggedFailures: Int?

    /// Makes an observation.
    public init(
        windows: [Window],
        until: Timestamp,
        source: Source? = nil,
        askedAt: Timestamp? = nil,
        thresholds: LatencyThresholds? = nil,
        failedProbes: [String]? = nil
    ) {
        self.windows = windows
        self.until = until
        self.source = source
        self.askedAt = askedAt
        self.thresholds = thresholds
        self.failedProbes = failedProbes
    }
}
