// SPDX-License-Identifier: Apache-2.0
import Glibc
public import SluiceBase

/// The judge on recorded counts: segments and their batches in, evidence and a verdict out.
///
/// Each segment starts a copy of the error evidence, as after a shift or a restart; nothing else
/// does. Constant work a batch and bounded memory, however long the record is.
public struct Judgement: Hashable, Sendable {
    /// What a record says about itself before its first segment.
    public struct Terms: Hashable, Sendable {
        /// The chance of a false rollback, 0 < alpha < 1.
        public var alpha = 0.01
        /// By what failures are divided where one event may leave several, at least 1.
        public var retryFactor = 1.0
        /// The failure rate that early promotion must exclude, 0 < cap < 1.
        public var cap = 0.01
        /// The failure rate that absolute segments accept, 0 < p0 ≤ 0.9.
        public var p0 = 0.01

        /// The defaults.
        public init() {}
    }

    /// What was seen over one interval; a metric that is `nil` was not measured.
    public struct Interval: Hashable, Sendable {
        /// Failed calls.
        public var errors: Batch?
        /// Throttled calls among calls and throttles.
        public var throttles: Batch?
        /// Calls slower than the stable version's median; the candidate's, than 1.2 times that.
        public var p50: Batch?
        /// The same for what nine of ten calls stay under.
        public var p90: Batch?
        /// The same for what 99 of 100 calls stay under.
        public var p99: Batch?
        /// How long the interval was.
        public var seconds = 1

        /// An interval of one second in which nothing was measured.
        public init() {}
    }

    /// What the record asks for; the first that holds.
    public enum Verdict: String, Hashable, Sendable {
        /// The evidence was at or over 1/alpha after some batch.
        case rollBack
        /// The evidence is at or over 10.
        case caution
        /// The step may end before its bake does.
        case promoteEarly
        /// Nothing speaks against going on, nor for ending the step now.
        case `continue`
    }

    /// One segment as it stood when the next one began, or stands now.
    public struct Segment: Hashable, Sendable {
        /// The candidate's weight.
        public let weight: Weight
        /// Whether the candidate was judged by itself.
        public let isAbsolute: Bool
        /// Calls and failures.
        public var calls = Batch()
        /// The combined evidence at its end.
        public var log10 = 0.0
        /// What the copy that began with it weighs in the error evidence.
        public let share: Double
        /// How the sums stood when its copy began.
        fileprivate let start: SIMD8<Double>
    }

    /// What holds for the whole record.
    public let terms: Terms
    /// All that speaks against the candidate.
    public private(set) var evidence = CombinedEvidence()
    /// All that speaks for it.
    public private(set) var early: EarlyPromotion
    /// The first segments; a record may have more than are kept here.
    public private(set) var segments: [Segment] = []
    /// How many segments there are.
    public private(set) var count = 0
    private var weight = Weight.none
    private var isAbsolute = false
    private var comparing = SIMD8<Double>.zero
    private var absolute = SIMD8<Double>.zero
    private var neededAtStart: Int?
    private var callsOfSegment = 0

    /// Starts without evidence.
    public init(_ terms: Terms) {
        self.terms = terms
        early = EarlyPromotion(cap: terms.cap)
    }

    /// Begins a segment at this weight; one unlike the segment before is a new step.
    public mutating func open(weight: Weight, isAbsolute: Bool = false) {
        let mode: ErrorEvidence.Mode = isAbsolute ? .absolute(p0: terms.p0) : .compare
        if count == 0 || weight != self.weight || isAbsolute != self.isAbsolute {
            early.beginStep()
            callsOfSegment = 0
        }
        self.weight = weight
        self.isAbsolute = isAbsolute
        evidence.errors.open(mode)
        if segments.count < Limits.summariesMax {
            segments.append(
                Segment(
                    weight: weight,
                    isAbsolute: isAbsolute,
                    share: count == 0 ? 0.5 : 0.5 / (Double(count) * Double(count + 1)),
                    start: isAbsolute ? absolute : comparing
                )
            )
        }
        count += 1
        if callsOfSegment == 0 { neededAtStart = failuresNeeded }
    }

    /// Adds an interval of the open segment.
    public mutating func take(_ interval: Interval) {
        let failed = interval.errors ?? Batch()
        if isAbsolute {
            absolute += AbsoluteEvidence.factors(
                of: failed,
                p0: terms.p0,
                retryFactor: terms.retryFactor
            )
        } else {
            comparing += ComparisonEvidence.factors(of: failed, retryFactor: terms.retryFactor)
        }
        let slow: LatencyEvidence.Counts? =
            if interval.p50 == nil, interval.p90 == nil, interval.p99 == nil {
                nil
            } else {
                .init(
                    p50: interval.p50 ?? Batch(),
                    p90: interval.p90 ?? Batch(),
                    p99: interval.p99 ?? Batch()
                )
            }
        evidence.take(
            errors: failed,
            latency: slow,
            throttles: interval.throttles,
            retryFactor: terms.retryFactor
        )
        early.take(
            errors: failed,
            slow: interval.p99,
            seconds: interval.seconds,
            retryFactor: terms.retryFactor
        )
        callsOfSegment = callsOfSegment.saturatingSum(failed.candidateCalls)
        guard count == segments.count else { return }
        segments[count - 1].calls = segments[count - 1].calls + failed
        segments[count - 1].log10 = evidence.log10
    }

    /// What the record asks for.
    public var verdict: Verdict {
        switch evidence.verdict(alpha: terms.alpha) {
        case .rollBack: .rollBack
        case .caution: .caution
        case .continue: early.holds(against: evidence) ? .promoteEarly : .continue
        }
    }

    /// How many more failures of the candidate in a row lead to `rollBack`; `nil` when none would.
    public var failuresNeeded: Int? {
        evidence.failuresNeeded(
            at: weight,
            alpha: terms.alpha,
            retryFactor: terms.retryFactor
        )
    }

    /// The lowest failure rate that the present step's calls catch in 95 of 100 cases.
    ///
    /// From the failures that were needed when the step began; `nil` when even a candidate that
    /// always fails might not be caught.
    public var detectableRate: Double? {
        neededAtStart.flatMap {
            CombinedEvidence.detectable(
                calls: callsOfSegment,
                failuresNeeded: $0,
                power: Self.power
            )
        }
    }

    /// The power that `detectableRate` is for.
    public static let power = 0.95

    /// The decimal logarithm of the evidence of the copy that began with this segment.
    public func log10(ofCopy segment: Segment) -> Double {
        let moved = (segment.isAbsolute ? absolute : comparing) - segment.start
        let places = segment.isAbsolute ? AbsoluteEvidence.rates : 0..<moved.scalarCount
        guard moved != .zero else { return 0 }
        var sum = LogSum()
        for index in places { sum.add(moved[index]) }
        return sum.log10 - Glibc.log10(Double(places.count))
    }
}
