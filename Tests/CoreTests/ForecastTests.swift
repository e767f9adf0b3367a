// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceCore

@Suite struct ForecastTests {
    private let now = Timestamp(second: 1_000_000)

    /// So many calls in each of the last hours.
    private func history(_ perHour: Int, hours: Int) -> TrafficHistory {
        TrafficHistory(
            hours: (1...hours).map {
                .init(
                    start: now.advanced(by: .seconds(Int64(-3600 * $0))),
                    counts: Counts(calls: perHour)
                )
            },
            until: now
        )
    }

    private func plan(
        _ strategy: Strategy = .steps((10, 600), (50, 600)),
        _ history: TrafficHistory? = nil,
        endpoint: String? = nil,
        isEngine: Bool = false,
        change: (inout Intent) -> Void = { _ in }
    ) throws -> Plan {
        var intent = Intent.sample(strategy: strategy, gates: [.run()], isProtected: true)
        change(&intent)
        var scene = Scene.serving41
        scene.metricPeriod = 60
        scene.target.endpoint = endpoint
        scene.isEngine = isEngine
        scene.history = history
        return try Plan(intent, given: scene, rollout: "r-1")
    }

    @Test func `calls and what they catch follow from the days before`() throws {
        let history = history(36_000, hours: 48)
        let forecast = try #require(
            Forecast(try plan(), history: history, lastHour: Counts())
        )
        #expect(forecast.callsPerSecond == 10)
        #expect(forecast.steps.map(\.calls) == [600, 3000])
        let first = forecast.steps[0]
        #expect(first.failuresNeeded == 3)
        // 2 % is caught with 313 calls, so that 600 catch about half of that.
        let catches = try #require(first.catches)
        #expect((0.0095...0.0115).contains(catches))
        #expect(forecast.steps[1].failuresNeeded == 9)
        #expect(forecast.quietSteps.isEmpty)
    }

    @Test func `failures that come by themselves make a later step need more`() throws {
        var plan = try plan()
        plan.reference = Reference(calls: Counts(failures: 360, calls: 36_000))
        let history = history(36_000, hours: 48)
        let forecast = try #require(Forecast(plan, history: history, lastHour: Counts()))
        #expect(forecast.steps[0].failuresNeeded == 3)
        let second = try #require(forecast.steps[1].failuresNeeded)
        #expect((12...13).contains(second))
    }

    @Test func `the calls that catch a rate are those of the published table`() {
        for (rate, calls) in [(0.5, 11), (0.2, 30), (0.1, 61), (0.05, 124), (0.02, 313)] {
            #expect(Forecast.calls(toCatch: rate, 3) == calls)
        }
    }

    @Test func `too few calls catch nothing, and the time that it would take is told`() throws {
        let forecast = try #require(
            Forecast(try plan(), history: history(60, hours: 48), lastHour: Counts())
        )
        #expect(forecast.steps[0].calls == 1)
        #expect(forecast.steps[0].catches == nil)
        #expect(forecast.steps[0].finer?.rate == 0.02)
        #expect(forecast.quietSteps.count == 2)
    }

    @Test func `a quiet step is refused where nobody has chosen`() throws {
        let few = history(60, hours: 48)
        let complaint = #expect(throws: Complaint.self) { try plan(.canary, few) }
        #expect(complaint?.exit == .refused)
        #expect(complaint?.next.count == 3)
        // Chosen, unprotected, too young, local, or a hotfix: not refused.
        _ = try plan(.canary, few) { $0.onHold.isQuietChosen = true }
        _ = try plan(.canary, few) { $0.isProtected = false }
        _ = try plan(.canary, history(60, hours: 23))
        let local = "http://127.0.0.1:4570"
        _ = try plan(.canary, few, endpoint: local, isEngine: true)
        _ = try plan(.canary, few) { $0 = $0.asHotfix("now") }
        _ = try plan(.steps((10, 600)), history(36_000, hours: 48))
    }

    @Test func `an address of AWS's own in a private network is AWS all the same`() {
        let address = "https://vpce-0a1b.lambda.eu-west-1.vpce.amazonaws.com"
        #expect(throws: Complaint.self) {
            try plan(.canary, history(60, hours: 48), endpoint: address)
        }
    }
}
