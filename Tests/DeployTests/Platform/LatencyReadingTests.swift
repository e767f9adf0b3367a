// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

/// Where slow calls come from, and what they are held against.
@Suite struct LatencyReadingTests {
    private let time = VirtualTime(Timestamp(millisecondsSince1970: 1_000_010_400))

    private func second(_ offset: Int64) -> Timestamp { Timestamp(second: 1_000_000 + offset) }

    private func observe(
        _ aws: ScriptedAWS,
        change: (inout Plan) -> Void = { _ in }
    ) throws -> Observation {
        var plan = try Plan.sample()
        plan.guards.latencyMargin = 0.5
        change(&plan)
        let rollout = Rollout.sample(
            plan,
            .started42,
            .wrote(
                action: .moveAlias(move: .shift(to: .percent(10)), attempt: 0),
                effect: .alias(.split)
            )
        )
        let from = rollout.firstTrafficAt ?? second(2)
        let event = try time.perform(.observe(from: from, poll: 1), for: rollout, on: aws)
        guard case .observed(_, let observation) = event else {
            Issue.record("\(event)")
            throw ScriptedAWS.Unscripted()
        }
        return observation
    }

    @Test func `a log tells how long each call took`() throws {
        let calls: [(Int, String, String)] = [
            (41, "a", "12.00"), (41, "b", "9.00"), (42, "c", "16.00"), (42, "d", "14.00"),
            (42, "e", "61.00"),
        ]
        let aws = ScriptedAWS().on(FilterLogEvents.self) { [self] _ in
            FilterLogEvents.Output(
                events: calls.map { version, request, took in
                    FilteredLogEvent(
                        logStreamName: "2026/01/01/[\(version)]abc",
                        timestamp: second(3),
                        message: "REPORT RequestId: \(request)\tDuration: \(took) ms\t"
                    )
                }
            )
        }
        let observation = try observe(aws) { plan in
            plan.sight = Sight(source: .logs)
            plan.reference = Reference(latency: LatencyThresholds(p50: 10, p90: 20, p99: 40))
        }
        let latency = try #require(observation.windows.first { $0.start == second(3) }?.latency)
        #expect(latency.stable == SlowCalls(p50: 1, calls: 2))
        #expect(latency.candidate == SlowCalls(p50: 2, p90: 1, p99: 1, calls: 3))
    }

    @Test func `without a reference hour the first calls beside the candidate are it`() throws {
        let aws = ScriptedAWS().on(GetMetricData.self) { [self] query in
            let isQuantile = query.metricDataQueries.first?.id.hasPrefix("q") ?? false
            let values: [(String, Double)] =
                isQuantile
                ? [("q0_0", 10), ("q0_1", 20), ("q0_2", 40)] : [("x0", 0), ("n0", 90), ("i0", 90)]
            return GetMetricData.Output(
                metricDataResults: values.map { id, value in
                    MetricDataResult(
                        id: id,
                        timestamps: [WireTimestamp(second(3))],
                        values: [value]
                    )
                }
            )
        }
        let found = try #require(try observe(aws).thresholds)
        #expect([found.p50, found.p90, found.p99] == [10, 20, 40])
        #expect(found.since == second(10))
    }
}
