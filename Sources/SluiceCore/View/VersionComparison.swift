// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceStats

/// Two versions side by side: their calls through one alias in the same time, and what the judge
/// makes of them.
///
/// While the alias carries weights these are its own version and the one beside; after that the
/// version that served before and the one that serves now, as far as both were called. A look at
/// what is there: nothing is written, and no decision hangs on it.
public struct VersionComparison: Hashable, Sendable {
    /// One of the versions.
    public struct Side: Hashable, Sendable {
        /// The version.
        public var version: Version
        /// Its share of the alias's calls now.
        public var weight: Weight
        /// Its calls, and how many failed.
        public var counts: Counts
        /// How long its calls took, milliseconds by `p50`, `p90` and `p99`; without those, empty.
        public var latency: [String: Double]

        /// Makes a side.
        public init(
            version: Version,
            weight: Weight,
            counts: Counts = Counts(),
            latency: [String: Double] = [:]
        ) {
            self.version = version
            self.weight = weight
            self.counts = counts
            self.latency = latency
        }
    }

    /// The version that the other is compared with.
    public var stable: Side
    /// The version in question; `nil` where the alias serves one and served none before.
    public var candidate: Side?
    /// Where the time begins.
    public var from: Timestamp
    /// Where it ends; not included.
    public var until: Timestamp
    /// Seconds of one period: each is a batch of its own.
    public var period: Int
    /// Calls of periods in which a shift lies, or of which nobody knows who answered them.
    public var leftOut = 0
    /// What the failed, slow and throttled calls say against the candidate; 1 where there is none.
    public var evidence = CombinedEvidence()
    /// What the evidence is made of: metrics that are asked for and that told something.
    public private(set) var judged: Set<CombinedEvidence.Metric> = []
    /// How many failures one event may leave; failures are divided by it, as in a rollout.
    public var retryFactor = 1.0

    /// Whether both versions were called: else nothing is known of one against the other.
    public var isCompared: Bool {
        stable.counts.calls > 0 && candidate.map { $0.counts.calls > 0 } ?? false
    }

    /// The quantiles of durations that are told.
    public static let quantiles = ["p50", "p90", "p99"]

    /// Makes a comparison without evidence.
    public init(
        stable: Side,
        candidate: Side?,
        from: Timestamp,
        until: Timestamp,
        period: Int
    ) {
        self.stable = stable
        self.candidate = candidate
        self.from = from
        self.until = until
        self.period = period
        evidence.errors.open(.compare)
    }

    /// Adds one period of both.
    ///
    /// - Parameters:
    ///   - stable: The stable version's calls, and how many failed.
    ///   - candidate: The candidate's; `nil` where there is none.
    ///   - latency: Their slow calls; `nil` where latency is not judged.
    ///   - throttles: Calls that were throttled on the way to each; `nil` where they are not judged.
    public mutating func take(
        stable: Counts,
        candidate: Counts?,
        latency: Observation.Latency? = nil,
        throttles: Observation.Throttles? = nil
    ) {
        self.stable.counts += stable
        guard let candidate else { return }
        self.candidate?.counts += candidate
        judged.insert(.errors)
        if latency != nil { judged.insert(.latency) }
        if throttles != nil { judged.insert(.throttles) }
        evidence.take(
            errors: Batch(
                stableFailures: stable.failures,
                stableCalls: stable.calls,
                candidateFailures: candidate.failures,
                candidateCalls: candidate.calls
            ),
            latency: latency.map {
                LatencyEvidence.Counts(stable: $0.stable, candidate: $0.candidate)
            },
            throttles: throttles.map {
                Batch(
                    stableFailures: $0.stable,
                    stableCalls: stable.calls + $0.stable,
                    candidateFailures: $0.candidate,
                    candidateCalls: candidate.calls + $0.candidate
                )
            },
            seconds: period,
            retryFactor: retryFactor
        )
    }
}
