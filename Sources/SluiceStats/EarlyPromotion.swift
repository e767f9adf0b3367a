// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Whether a step may end before its bake does, because the candidate is shown to be good enough.
///
/// All must hold: the evidence of `NonInferiorityEvidence` is at least 20 for failures, and for
/// latency where that is judged (a call slower than 1.2 × the stable version's p99 is a failure,
/// the cap 2 %); the step is at least 60 s old and the candidate had at least 20 calls in it; the
/// evidence against the candidate is below 10. Where the stable version fails often, failures are
/// shown by `RatioNonInferiorityEvidence` instead: a fixed cap says nothing there. That all metrics must agree keeps the chance
/// of promoting a candidate early that is at or above the cap in any of them at 5 % or less.
/// Whether counts are complete and shares are as configured is for the owner to ask.
public struct EarlyPromotion: Hashable, Codable, Sendable {
    /// The evidence that each metric must reach.
    public static let needed = 20.0
    /// The share of calls over 1.2 × p99 that the candidate must be shown to stay under.
    public static let latencyCap = 0.02
    /// The youngest step that may end early, in seconds.
    public static let secondsMin = 60
    /// The fewest calls of the candidate in the step.
    public static let callsMin = 20

    /// That the candidate fails less often than the cap, over the whole rollout.
    public private(set) var errors: NonInferiorityEvidence
    /// The same against twice the stable version's rate, where that stands in for the cap.
    public private(set) var ratio: RatioNonInferiorityEvidence?
    /// The same for slow calls.
    public private(set) var latency = NonInferiorityEvidence(cap: latencyCap)
    /// Whether latency has been judged at all.
    public private(set) var hasLatency = false
    /// The present step's age in seconds.
    public private(set) var secondsOfStep = 0
    /// The candidate's calls in the present step.
    public private(set) var callsOfStep = 0

    /// Starts with nothing shown; with `comparesRates` failures are compared, not capped.
    public init(cap: Double, comparesRates: Bool = false) {
        errors = NonInferiorityEvidence(cap: cap)
        ratio = comparesRates ? RatioNonInferiorityEvidence() : nil
    }

    /// Begins a step: its age and its calls start anew, what was shown stays.
    public mutating func beginStep() {
        secondsOfStep = 0
        callsOfStep = 0
    }

    /// Adds what was seen in an interval of this many seconds.
    ///
    /// - Parameters:
    ///   - failed: Failed calls.
    ///   - slow: Calls over 1.2 × p99; `nil` while latency is not judged.
    ///   - seconds: How long the interval was.
    ///   - retryFactor: How many failures one event may leave.
    public mutating func take(
        errors failed: Batch,
        slow: Batch? = nil,
        seconds: Int,
        retryFactor: Double = 1
    ) {
        errors.take(
            failures: failed.candidateFailures,
            calls: failed.candidateCalls,
            retryFactor: retryFactor
        )
        compare(failed, retryFactor: retryFactor)
        takeOfStep(calls: failed.candidateCalls, seconds: seconds)
        if let slow, !slow.isEmpty {
            hasLatency = true
            latency.take(failures: slow.candidateFailures, calls: slow.candidateCalls)
        }
    }

    /// Adds calls of the candidate at whatever weight; failures beyond `calls` are those of calls
    /// that were added before.
    public mutating func take(failures: Int, calls: Int, retryFactor: Double = 1) {
        errors.take(failures: failures, calls: calls, retryFactor: retryFactor)
        errors.revise(failures: failures - calls, retryFactor: retryFactor)
    }

    /// Adds calls of the candidate over 1.2 × p99; more than `calls` are those added before.
    public mutating func take(slow: Int, calls: Int) {
        hasLatency = hasLatency || calls > 0
        latency.take(failures: slow, calls: calls)
        latency.revise(failures: slow - calls)
    }

    /// Adds a batch at one weight, for where rates are compared.
    public mutating func compare(_ batch: Batch, retryFactor: Double = 1) {
        ratio?.take(batch, retryFactor: retryFactor)
    }

    /// Adds to the present step's calls and age.
    public mutating func takeOfStep(calls: Int, seconds: Int) {
        callsOfStep = callsOfStep.saturatingSum(max(0, calls))
        secondsOfStep = secondsOfStep.saturatingSum(max(0, seconds))
    }

    /// The weakest metric's evidence, as a power of ten.
    public var log10: Double {
        let errors = ratio?.log10 ?? errors.log10
        return hasLatency ? min(errors, latency.log10) : errors
    }

    /// Whether the step may end now, with this evidence against the candidate.
    public func holds(against evidence: CombinedEvidence) -> Bool {
        let threshold = Glibc.log10(Self.needed)
        return secondsOfStep >= Self.secondsMin && callsOfStep >= Self.callsMin
            && log10 >= threshold
            && evidence.log10 < Glibc.log10(CombinedEvidence.caution)
    }
}
