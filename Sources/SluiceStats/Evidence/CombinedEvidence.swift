// SPDX-License-Identifier: Apache-2.0
import Glibc
public import SluiceBase

/// All that speaks against a candidate, as one number that may be looked at at any time.
///
/// A weighted mean: 0.70 errors, 0.20 latency, 0.05 throttles and 0.05 kept in reserve. A metric
/// that is off or silent counts 1, so it can neither accuse nor delay by more than its weight.
/// A candidate no worse than the stable version reaches 1/alpha in at most alpha of rollouts,
/// over all steps, metrics and looks together.
///
/// *Source.* A weighted mean of e-values is one under any dependence, and nothing symmetric beats it
/// where the weights are equal: Vovk & Wang, "E-values: calibration, combination and applications"
/// (Annals of Statistics 2021).
///
/// ```swift
/// var evidence = CombinedEvidence()
/// evidence.errors.open(.compare)
/// evidence.take(errors: Batch(stableCalls: 90, candidateFailures: 3, candidateCalls: 10))
/// evidence.verdict(alpha: 0.01)    // .rollBack
/// ```
public struct CombinedEvidence: Hashable, Codable, Sendable {
    /// What the evidence asks for.
    public enum Verdict: String, Hashable, Codable, Sendable {
        /// At or over 1/alpha after some batch: take the candidate's traffic away.
        case rollBack
        /// At or over 10 now: go no step forward, look more often.
        case caution
        /// Nothing speaks against going on.
        case `continue`
    }

    /// What evidence is made of.
    public enum Metric: Hashable, Sendable {
        case errors, latency, throttles
    }

    /// From this evidence on no step goes forward; a healthy rollout sees it in at most one of ten.
    public static let caution = 10.0

    /// From failed calls; the owner opens its segments.
    public var errors = ErrorEvidence()
    /// From slow calls.
    public private(set) var latency = LatencyEvidence()
    /// From throttled calls.
    public private(set) var throttles = ComparisonEvidence()
    /// The highest decimal logarithm that was reached after any batch.
    public private(set) var peak = 0.0

    /// Starts at 1.
    public init() {}

    /// Adds what was seen in one interval.
    ///
    /// - Parameters:
    ///   - failed: Failed calls, by the sources that the project names.
    ///   - segment: How the segment that they come from is judged; `nil` for the present one.
    ///   - slow: Slow calls; `nil` while latency is not judged.
    ///   - throttled: Throttled calls, among calls and throttles; `nil` while not judged.
    ///   - seconds: How long the interval was; the error copies age by it.
    ///   - retryFactor: By what failures are divided where one event may fail several times.
    public mutating func take(
        errors failed: Batch,
        of segment: ErrorEvidence.Mode? = nil,
        latency slow: LatencyEvidence.Counts? = nil,
        throttles throttled: Batch? = nil,
        seconds: Int = 0,
        retryFactor: Double = 1
    ) {
        var shares = ShareLogs()
        errors.take(
            failed,
            of: segment,
            seconds: seconds,
            retryFactor: retryFactor,
            shares: &shares
        )
        if let slow { latency.take(slow, shares: &shares) }
        if let throttled { throttles.take(throttled, shares: &shares) }
        // The exact evidence costs more than all else; most batches cannot set a new peak.
        let bound = bound
        if bound > exp(peak * M_LN10) || bound == .infinity { peak = max(peak, log10) }
    }

    /// The metric that weighs most in the evidence as it stands.
    public var dominant: Metric {
        let errors = errors.log10 + Glibc.log10(Self.shareOfErrors)
        let latency = latency.log10 + Glibc.log10(Self.shareOfLatency)
        let throttles = throttles.log10 + Glibc.log10(Self.shareOfThrottles)
        if errors >= max(latency, throttles) { return .errors }
        return latency >= throttles ? .latency : .throttles
    }

    /// The evidence is at most this; may be infinite.
    private var bound: Double {
        Self.shareOfErrors * errors.bound + Self.shareOfLatency * exp(latency.bound)
            + Self.shareOfThrottles * exp(throttles.bound) + Self.reserve
    }

    /// The decimal logarithm of the evidence; never NaN.
    public var log10: Double {
        let (errors, latency, throttles) = (errors.log10, latency.log10, throttles.log10)
        // Silence is worth exactly 1, not 1 less a rounding error.
        if errors == 0, latency == 0, throttles == 0 { return 0 }
        var sum = LogSum()
        sum.add(errors * M_LN10 + Self.logShareOfErrors)
        sum.add(latency * M_LN10 + Self.logShareOfLatency)
        sum.add(throttles * M_LN10 + Self.logShareOfThrottles)
        sum.add(Self.logReserve)
        return sum.log10
    }

    /// The evidence itself; infinite where a `Double` cannot hold it.
    public var value: Double { pow(10, log10) }

    /// What the evidence asks for at this chance of a false alarm, 0 < alpha ≤ 1.
    public func verdict(alpha: Double) -> Verdict {
        if peak >= Self.threshold(alpha: alpha) { return .rollBack }
        return log10 >= Glibc.log10(Self.caution) ? .caution : .continue
    }

    /// Whether the evidence was at or over 1/alpha after some batch.
    public func isDecided(alpha: Double) -> Bool { peak >= Self.threshold(alpha: alpha) }

    /// How many more failures of the candidate in a row lead to `rollBack`; `nil` when none would.
    ///
    /// The stable version stays clean and calls come at this weight. At 10 % and alpha 1 % it is
    /// 3 in the first minutes, more later: every figure that a plan prints comes from here.
    public func failuresNeeded(
        at weight: Weight,
        alpha: Double,
        retryFactor: Double = 1
    ) -> Int? {
        let threshold = Self.threshold(alpha: alpha)
        guard peak < threshold else { return 0 }
        let others =
            Self.shareOfLatency * pow(10, latency.log10)
            + Self.shareOfThrottles * pow(10, throttles.log10) + Self.reserve
        let missing = (pow(10, threshold) - others) / Self.shareOfErrors
        guard missing > 0 else { return 0 }
        return errors.failuresNeeded(
            at: weight,
            toReach: Glibc.log10(missing),
            retryFactor: retryFactor
        )
    }

    private static func threshold(alpha: Double) -> Double {
        alpha > 0 ? -Glibc.log10(min(alpha, 1)) : .infinity
    }

    private static let shareOfErrors = 0.70
    private static let shareOfLatency = 0.20
    private static let shareOfThrottles = 0.05
    private static let reserve = 0.05
    private static let logShareOfErrors = log(shareOfErrors)
    private static let logShareOfLatency = log(shareOfLatency)
    private static let logShareOfThrottles = log(shareOfThrottles)
    private static let logReserve = log(reserve)
}
