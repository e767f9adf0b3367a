// SPDX-License-Identifier: Apache-2.0
import SluiceBase

// What watching a rollout asks of CloudWatch.
extension Plan {
    /// How many metrics one reading asks for.
    ///
    /// Of each version: failed calls, calls by two counts, throttled calls, and durations with calls
    /// over three thresholds; of the whole function calls and throttled calls; of each metric of the
    /// user's own one a version. Logs give all but what is throttled and what a metric tells.
    public var metricsPerReading: Int {
        guard !guards.failures.isEmpty else { return 0 }
        let versions = stable == nil ? 1 : 2
        let own = guards.failures.count { if case .metric = $0 { true } else { false } }
        let ofFunction = guards.throttles ? 2 : 0
        if observesLogs {
            return versions * own + (guards.throttles ? versions * 4 + ofFunction : 0)
        }
        let timed = guards.latencyMargin == nil ? 0 : 4
        return versions * (3 + timed + (guards.throttles ? 1 : 0) + own) + ofFunction
    }

    /// How many rounds of probes the rollout sends, each a call to either version; where only a step is
    /// probed that is held for too few calls, at most.
    public var probeRounds: Int {
        guard let probes, stable != nil else { return 0 }
        let time = strategy.steps.reduce(Duration.zero) {
            $0 + (onHold.quiet == .probe ? onHold.limit : $1.bake)
        }
        let rounds = (time.inSeconds / max(0.001, probes.every.inSeconds)).rounded(.up)
        return Int(min(Double(Limits.probesMax), rounds))
    }

    /// How many probes the candidate gets in the bake of a step; none where only a step is probed that
    /// is held for too few calls.
    public func probes(in step: Step) -> Int {
        guard let probes, onHold.quiet != .probe else { return 0 }
        return Int(
            min(Double(Limits.probesMax), step.bake.inSeconds / max(0.001, probes.every.inSeconds))
        )
    }

    /// How many metrics the whole rollout asks for: once a minute, to the end of its watch.
    public var metricsRead: Int {
        let time = expectedDuration + (strategy.watchCalls?.within ?? .zero)
        return Int((time.inSeconds / 60).rounded(.up)) * metricsPerReading
    }
}
