// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceStats

/// What a plan can tell beforehand from the calls of the days before: how many the candidate will
/// get, and what the judge can catch with them.
public struct Forecast: Hashable, Sendable {
    /// One weighted step.
    public struct StepPart: Hashable, Sendable {
        /// The step.
        public var step: Step
        /// Calls that the candidate will have got in it.
        public var calls: Int
        /// Failures that it takes to roll back.
        public var failuresNeeded: Int?
        /// The lowest failure rate that is caught with 95 %; `nil`: none is.
        public var catches: Double?
        /// How long the step would have to be to catch a fifth of that rate, or 2 % where nothing is.
        public var finer: (rate: Double, time: Duration)?

        /// Compares what can be seen of it.
        public static func == (left: StepPart, right: StepPart) -> Bool {
            left.step == right.step && left.calls == right.calls
                && left.failuresNeeded == right.failuresNeeded && left.catches == right.catches
                && left.finer?.rate == right.finer?.rate && left.finer?.time == right.finer?.time
        }

        /// Hashes what `==` compares.
        public func hash(into hasher: inout Hasher) {
            hasher.combine(step)
            hasher.combine(calls)
            hasher.combine(catches)
        }
    }

    /// Calls of the alias in a second.
    public var callsPerSecond: Double
    /// Whether they were counted over a day at least, and not in the last hour alone.
    public var isTelling: Bool
    /// The steps.
    public var steps: [StepPart]

    /// Reckons a plan's steps; `nil` where nothing is known of the calls.
    public init?(_ plan: Plan, history: TrafficHistory?, lastHour: Counts) {
        let perSecond =
            history.flatMap { $0.isTelling ? $0.callsPerSecond : nil }
            ?? Double(lastHour.calls) / 3600
        let steps = plan.stable == nil ? [] : plan.strategy.steps
        guard !steps.isEmpty, !plan.guards.failures.isEmpty else { return nil }
        callsPerSecond = perSecond
        isTelling = history?.isTelling ?? false
        var evidence = CombinedEvidence()
        var calls = 0.0
        self.steps = steps.enumerated().map { index, step in
            let isRamp = plan.isRamp(index)
            let isAlone = isRamp || step.weight > .percent(75)
            evidence.errors.open(isAlone ? .absolute(p0: plan.acceptedRate) : .compare)
            let own = perSecond * step.bake.inSeconds * step.weight.fraction
            // Steps of a ramp are left on the calls of the whole ramp.
            calls = isRamp ? calls + own : own
            let part = Self.part(step, calls: calls, perSecond, evidence, plan.guards.alpha)
            var left = Int(step.bake.inSeconds)
            while left > 0 {
                let seconds = min(left, ErrorEvidence.restartSeconds)
                let batch = Self.expected(plan, perSecond * Double(seconds), step.weight)
                evidence.take(errors: batch, seconds: seconds)
                left -= seconds
                if evidence.errors.copies >= Limits.forecastCopiesMax { break }
            }
            return part
        }
    }

    /// What a candidate as good as the stable version brings in a stretch of a step.
    ///
    /// Failures that come by themselves weaken the copies of the evidence, so that a later step
    /// needs more of them: without any, 9 at 50 % as the second step, with some 12 or 13.
    private static func expected(_ plan: Plan, _ calls: Double, _ weight: Weight) -> Batch {
        let rate = plan.reference?.calls.rate ?? 0
        let all = min(calls, 1e9)
        let candidate = (all * weight.fraction).rounded()
        let stable = (all - candidate).rounded()
        return Batch(
            stableFailures: Int((stable * rate).rounded()),
            stableCalls: Int(stable),
            candidateFailures: Int((candidate * rate).rounded()),
            candidateCalls: Int(candidate)
        )
    }

    private static func part(
        _ step: Step,
        calls: Double,
        _ perSecond: Double,
        _ evidence: CombinedEvidence,
        _ alpha: Double
    ) -> StepPart {
        let expected = Int(min(calls, 1e9))
        let needed = evidence.failuresNeeded(at: step.weight, alpha: alpha)
        let catches = needed.flatMap {
            CombinedEvidence.detectable(calls: expected, failuresNeeded: $0, power: 0.95)
        }
        var finer: (rate: Double, time: Duration)?
        let share = perSecond * step.weight.fraction
        let rate = catches.map { $0 / 5 } ?? 0.02
        if let needed, share > 0, let enough = Self.calls(toCatch: rate, needed) {
            finer = (rate, .seconds(Int64((Double(enough) / share).rounded(.up))))
        }
        return StepPart(
            step: step,
            calls: expected,
            failuresNeeded: needed,
            catches: catches,
            finer: finer
        )
    }

    /// The fewest calls that catch this rate with 95 %.
    static func calls(toCatch rate: Double, _ failuresNeeded: Int) -> Int? {
        func catches(_ calls: Int) -> Bool {
            let found = CombinedEvidence.detectable(
                calls: calls,
                failuresNeeded: failuresNeeded,
                power: 0.95
            )
            return found.map { $0 <= rate } ?? false
        }
        var enough = max(1, failuresNeeded)
        while !catches(enough) {
            guard enough < Limits.forecastCallsMax else { return nil }
            enough *= 2
        }
        var tooFew = enough / 2
        while enough - tooFew > 1 {
            let middle = tooFew + (enough - tooFew) / 2
            if catches(middle) { enough = middle } else { tooFew = middle }
        }
        return enough
    }

    /// The steps that will have too few calls to be judged.
    public var quietSteps: [StepPart] { steps.filter { $0.calls < Limits.judgedCallsMin } }
}
