// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceStats

/// The promises T1 to T8, each on its own work.
struct Promises: Sendable {
    /// Courses a cell.
    let runs: Int

    static let ladder = Ladder()
    private static let broken = 0.5

    /// T1 to T5: how soon a bad candidate is out.
    func speed() async -> [Promise] {
        var found: [Promise] = []
        let ten = await endings("T1", Work(candidateRate: Self.broken))
        found += times("T1", "50 % broken, 10/s", ten, median: 10, p95: 20)
        found.append(failed("T1", "50 % broken, 10/s: failed requests, mean", ten, 5.5))
        found += await minutes()
        let hundred = await endings("T3", Work(callsPerSecond: 100, candidateRate: Self.broken))
        found += times("T3", "50 % broken, 100/s", hundred, median: 2, p95: 3)
        let five = await endings("T4", Work(candidateRate: 0.05))
        found += times("T4", "5 % broken, 10/s", five, median: 100, p95: 220)
        let twice = await endings(
            "T5",
            Work(callsPerSecond: 100, stableRate: 0.01, candidateRate: 0.02)
        )
        found += times("T5", "2 % instead of 1 %, 100/s", twice, median: 200)
        return found
    }

    private func minutes() async -> [Promise] {
        let endings = await Sample.of(runs, "T2") { random in
            let course = Self.ladder.course(Work(candidateRate: Self.broken), &random)
            let seconds = SluiceMethod().minutes(course, Self.ladder, &random)
            return Ending(course, at: seconds)
        }
        let first = endings.count { ($0.seconds ?? .max) <= 130 }
        return [
            Promise(
                id: "T2",
                what: "50 % broken, 10/s, minutes: on the first minute, within 130 s",
                figure: .share(first, of: runs),
                bound: .atLeast(0.99),
                unit: .share
            ), failed("T2", "50 % broken, 10/s, minutes: failed requests, mean", endings, 65),
        ]
    }

    /// T7 and T8: how soon a healthy candidate has all traffic, and a slow one none.
    func others() async -> [Promise] {
        var found: [Promise] = []
        for (calls, bound) in [(10.0, 600.0), (100, 162)] {
            let work = Work(callsPerSecond: calls, slowdown: 1)
            let seconds = await early("T7", work).map(\.seconds)
            found.append(
                Promise(
                    id: "T7",
                    what: "healthy 0.1 %, \(Int(calls))/s: all traffic after, median",
                    figure: .quantile(0.5, of: seconds),
                    bound: .atMost(bound),
                    unit: .seconds
                )
            )
        }
        found += await atTheCap()
        for (slowdown, name) in [(1.0, "as fast"), (1.2, "1.2 times as slow")] {
            let work = Work(slowdown: slowdown)
            let count = await endings("T8 \(name)", work).count { $0.seconds != nil }
            found.append(rollbacks("T8", "\(name), 10/s", count))
        }
        let slow = await endings("T8", Work(slowdown: 2)).map { $0.seconds.map { $0 - 60 } }
        found.append(
            Promise(
                id: "T8",
                what: "twice as slow, 10/s: after the skipped 60 s, median",
                figure: .quantile(0.5, of: slow),
                bound: .atMost(65),
                unit: .seconds
            )
        )
        return found
    }

    private func atTheCap() async -> [Promise] {
        var found: [Promise] = []
        // 2 % of calls over 1.2 × p99 at this slowdown.
        let slowest = 1.396
        for (name, work) in [
            ("fails 1 %", Work(callsPerSecond: 100, candidateRate: 0.01, slowdown: 1)),
            ("fails 1 %, as the stable", Work(stableRate: 0.005, candidateRate: 0.01)),
            ("2 % over 1.2 × p99", Work(callsPerSecond: 100, slowdown: slowest)),
        ] {
            let count = await early("T7 \(name)", work).count { $0.isEarly }
            found.append(promoted("candidate at the cap, \(name)", count, isPromised: true))
        }
        let work = Work(stableRate: 0.004, candidateRate: 0.015)
        for isDivided in [false, true] {
            let method = EarlyMethod(retryFactor: 3, isDivided: isDivided)
            let count = await early("T7 retries", work, method).count { $0.isEarly }
            let form = isDivided ? "failures divided (not used)" : "likelihood tempered"
            found.append(
                promoted("fails 1.5 %, retry factor 3, \(form)", count, isPromised: !isDivided)
            )
        }
        return found
    }

    private func early(_ purpose: String, _ work: Work, _ method: EarlyMethod = EarlyMethod())
        async -> [EarlyMethod.Result]
    {
        await Sample.of(runs, purpose + "\(work.callsPerSecond)") { random in
            method.run(work, Self.ladder, &random)
        }
    }

    private func endings(_ purpose: String, _ work: Work) async -> [Ending] {
        await Sample.of(runs, purpose) { random in
            let course = Self.ladder.course(work, &random)
            return Ending(course, at: SluiceMethod().seconds(course, Self.ladder))
        }
    }

    private func times(
        _ id: String,
        _ what: String,
        _ endings: [Ending],
        median: Double,
        p95: Double? = nil
    ) -> [Promise] {
        let seconds = endings.map(\.seconds)
        var found = [(0.5, "median", median)]
        if let p95 { found.append((0.95, "p95", p95)) }
        return found.map { share, name, bound in
            Promise(
                id: id,
                what: "\(what): rolled back after, \(name)",
                figure: .quantile(share, of: seconds),
                bound: .atMost(bound),
                unit: .seconds
            )
        }
    }

    private func failed(_ id: String, _ what: String, _ endings: [Ending], _ bound: Double)
        -> Promise
    {
        let figure = Figure.mean(of: endings.map { Double($0.failed) })
        return Promise(
            id: id,
            what: what,
            figure: figure,
            bound: .atMost(bound),
            unit: .requests
        )
    }

    func rollbacks(_ id: String, _ what: String, _ count: Int) -> Promise {
        Promise(
            id: id,
            what: "\(what): rolled back",
            figure: .share(count, of: runs),
            bound: .atMost(0.01),
            unit: .share
        )
    }

    private func promoted(_ what: String, _ count: Int, isPromised: Bool) -> Promise {
        Promise(
            id: "T7",
            what: "\(what): promoted early",
            figure: .share(count, of: runs),
            bound: isPromised ? .atMost(0.05) : nil,
            unit: .share
        )
    }
}
