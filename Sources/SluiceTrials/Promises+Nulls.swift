// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceStats

// T6: no more false rollbacks by evidence than promised, in every null.
extension Promises {
    /// A course on which both versions are alike.
    private struct Null: Sendable {
        var what: String
        var work: Work
        var method = SluiceMethod()
    }

    /// Every null, by the second and by CloudWatch's minutes, on the same courses.
    func falseRollbacks() async -> [Promise] {
        var found: [Promise] = []
        for null in Self.nulls {
            let endings = await Sample.of(runs, null.what) { random in
                let course = Self.ladder.course(null.work, &random)
                return (
                    seconds: null.method.seconds(course, Self.ladder) != nil,
                    minutes: null.method.minutes(course, Self.ladder, &random) != nil
                )
            }
            found.append(rollbacks("T6", null.what, endings.count { $0.seconds }))
            found.append(rollbacks("T6", "minutes: \(null.what)", endings.count { $0.minutes }))
        }
        return found
    }

    private static let nulls: [Null] = [1.0, 10, 100].flatMap { calls in
        let rate = "\(Int(calls))/s"
        let same = [0.001, 0.005, 0.01].map { failures in
            Null(
                what: "identical, \(rate), \(Promise.rounded(100 * failures, 1)) %",
                work: Work(
                    callsPerSecond: calls,
                    stableRate: failures,
                    candidateRate: failures
                )
            )
        }
        let weathers: [(Work.Weather, String)] = [
            (.drift, "drift 0.2–5×"), (.outage, "shared outage of 60 s"), (.bursts, "bursts"),
        ]
        let plain = Work(callsPerSecond: calls, stableRate: 0.005, candidateRate: 0.005)
        let stormy = weathers.map { weather, name in
            var work = plain
            work.weather = weather
            return Null(what: "\(name), \(rate), 0.5 %", work: work)
        }
        var (retried, uneven) = (plain, plain)
        retried.isRetried = true
        uneven.shareFactor = 1.2
        return same + stormy + [
            Null(
                what: "retries, \(rate), 0.5 %",
                work: retried,
                method: SluiceMethod(retryFactor: 3)
            ), Null(what: "true share 12 % under 10 %, \(rate), 0.5 %", work: uneven),
        ]
    }
}
