// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceStats

extension Judge {
    /// What the judge is told before the first call: all of it is fixed by the plan.
    public struct Terms: Hashable, Sendable {
        /// The failure rate for tests without a stable version beside, 0 … 1.
        public var acceptedRate: Double
        /// Seconds that one window spans.
        public var period: Int
        /// How long after its end a window's counts are complete.
        public var settling: Duration
        /// The chance of a false rollback.
        public var alpha: Double
        /// The failure rate that promoting early must exclude.
        public var cap: Double
        /// Whether promoting early compares with twice the stable version's rate, not with the cap.
        public var comparesEarly: Bool
        /// How many failures one event may leave.
        public var retryFactor: Double
        /// What slow calls are held against, where that is known before.
        public var thresholds: LatencyThresholds?
        /// The share of throttled calls of the whole function that is still accepted.
        public var throttleLimit: Double

        /// Makes terms; what is not said is the judge's default.
        public init(
            acceptedRate: Double,
            period: Int,
            settling: Duration = .zero,
            alpha: Double = 0.01,
            cap: Double = 0.01,
            comparesEarly: Bool = false,
            retryFactor: Double = 1,
            thresholds: LatencyThresholds? = nil,
            throttleLimit: Double = 0.01
        ) {
            self.acceptedRate = acceptedRate
            self.period = period
            self.settling = settling
            self.alpha = alpha
            self.cap = cap
            self.comparesEarly = comparesEarly
            self.retryFactor = retryFactor
            self.thresholds = thresholds
            self.throttleLimit = throttleLimit
        }

        /// The terms of a plan.
        public init(_ plan: Plan) {
            let rate = plan.reference?.calls.rate ?? 0
            let throttled = plan.reference?.throttles?.rate ?? 0
            self.init(
                acceptedRate: plan.acceptedRate,
                period: plan.metricPeriod,
                settling: plan.settling,
                alpha: plan.guards.alpha,
                cap: plan.guards.cap ?? NonInferiorityEvidence.cap(stableRate: rate),
                comparesEarly: plan.guards.cap == nil && (0.005...0.05).contains(rate),
                retryFactor: plan.retryFactor ?? 1,
                thresholds: plan.guards.latencyMargin == nil ? nil : plan.reference?.latency,
                throttleLimit: max(0.01, 3 * throttled)
            )
        }
    }
}
