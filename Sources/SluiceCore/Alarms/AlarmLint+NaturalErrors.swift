// SPDX-License-Identifier: Apache-2.0
import Glibc
import SluiceBase

extension AlarmLint {
    /// One error is enough, or one in each of a few periods, and some come by themselves.
    func naturalErrors(_ alarm: AlarmDefinition) -> AlarmFinding? {
        guard case .metric(let metric) = alarm.source, metric.name == "Errors",
            metric.statistic == "Sum",
            alarm.comparison == "GreaterThanOrEqualToThreshold" && alarm.threshold <= 1
                || alarm.comparison == "GreaterThanThreshold" && alarm.threshold < 1,
            let callsPerMinute, let failureRate, failureRate > 0, let span, metric.period > 0
        else { return nil }
        let isCandidate = metric.dimensions["ExecutedVersion"] != nil
        let perMinute = callsPerMinute * (isCandidate ? weight?.fraction ?? 1 : 1)
        let calls = perMinute * span.inSeconds / 60
        let isOne = alarm.datapoints == 1
        let chance: Double
        if isOne {
            chance = 1 - exp(-failureRate * calls)
        } else {
            guard (1...alarm.periods).contains(alarm.datapoints),
                alarm.periods <= Limits.reckonedPeriodsMax
            else { return nil }
            chance = Self.chance(
                ofBreaches: alarm.datapoints,
                among: alarm.periods,
                each: 1 - exp(-failureRate * perMinute * Double(metric.period) / 60),
                periods: min(Limits.reckonedSpanMax, Int(span.inSeconds) / metric.period)
            )
            // Of two errors in a row that hardly ever come there is nothing to tell.
            guard chance > 0.01 else { return nil }
        }
        let enough =
            isOne
            ? "one error is enough"
            : "one error in \(alarm.datapoints) of \(alarm.periods) periods is enough"
        return AlarmFinding(
            .naturalErrors,
            isFault: chance > 0.01,
            "alarm \(alarm.name) rolls back a healthy version in \(Numbers.percent(chance)) of rollouts",
            why: "\(enough), and \(Numbers.percent(failureRate)) of about "
                + "\(Numbers.grouped(Int(calls.rounded()))) calls fail anyway: "
                + "1 − exp(−rate × calls)\(isOne ? "" : " a period")"
        )
    }

    /// The chance that, in so many periods of which each breaches by itself with this chance, some
    /// run of `window` periods has `count` breaches or more.
    ///
    /// Exact: what the last `window − 1` periods were is followed period by period.
    static func chance(
        ofBreaches count: Int,
        among window: Int,
        each breach: Double,
        periods: Int
    ) -> Double {
        // Bit 0 is the newest period; before the first there was no breach.
        let mask = (1 << (window - 1)) - 1
        var chances = [Double](repeating: 0, count: mask + 1)
        chances[0] = 1
        var fired = 0.0
        for _ in 0..<periods {
            var next = [Double](repeating: 0, count: mask + 1)
            for (past, chance) in chances.enumerated() where chance > 0 {
                next[(past << 1) & mask] += chance * (1 - breach)
                if past.nonzeroBitCount + 1 >= count {
                    fired += chance * breach
                } else {
                    next[(past << 1 | 1) & mask] += chance * breach
                }
            }
            chances = next
        }
        return fired
    }
}
