// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

@Suite struct ObservationTests {
    private let time = VirtualTime(Timestamp(millisecondsSince1970: 1_000_010_400))

    private func second(_ offset: Int64) -> Timestamp { Timestamp(second: 1_000_000 + offset) }

    private func dimensions(_ query: MetricDataQuery) -> [String] {
        (query.metricStat?.metric.dimensions ?? []).map { "\($0.name)=\($0.value)" }
    }

    private func result(_ id: String, _ pairs: (Int64, Double)...) -> MetricDataResult {
        MetricDataResult(
            id: id,
            timestamps: pairs.map { WireTimestamp(second($0.0)) },
            values: pairs.map(\.1)
        )
    }

    @Test func `a datum that comes twice is counted once`() throws {
        let aws = ScriptedAWS().on(GetMetricData.self) { [self] _ in
            GetMetricData.Output(
                metricDataResults: [
                    result("x1", (3, 2), (3, 2)), result("n1", (3, 8), (3, 8)),
                ]
            )
        }
        let rollout = try Rollout.sample(
            .sample(),
            .started42,
            .wrote(
                action: .moveAlias(move: .shift(to: .percent(10)), attempt: 0),
                effect: .alias(.split)
            )
        )
        let action = Action.observe(from: second(2), poll: 1)
        guard
            case .observed(_, let observation) = try time.perform(action, for: rollout, on: aws)
        else {
            Issue.record("not observed")
            return
        }
        #expect(observation.windows.map(\.candidate) == [Counts(failures: 2, calls: 8)])
    }

    @Test func `a split alias is read by version, in periods that have ended`() throws {
        let aws = ScriptedAWS().on(GetMetricData.self) { [self] query in
            GetMetricData.Output(
                metricDataResults: query.nextToken == nil
                    ? [result("x0", (3, 1)), result("n0", (3, 90), (4, 80)), result("x1", (3, 9))]
                    : [result("n1", (3, 8))],
                nextToken: query.nextToken == nil ? "more" : nil
            )
        }
        let action = Action.observe(from: second(2), poll: 1)
        let rollout = try Rollout.sample(
            .sample(),
            .started42,
            .wrote(
                action: .moveAlias(move: .shift(to: .percent(10)), attempt: 0),
                effect: .alias(.split)
            )
        )
        let event = try time.perform(action, for: rollout, on: aws)
        #expect(
            event
                == .observed(
                    poll: 1,
                    observation: Observation(
                        windows: [
                            .init(
                                start: second(3),
                                stable: Counts(failures: 1, calls: 90),
                                candidate: Counts(failures: 8, calls: 8)
                            ),
                            .init(
                                start: second(4),
                                stable: Counts(failures: 0, calls: 80),
                                candidate: Counts()
                            ),
                        ],
                        until: second(10),
                        askedAt: time.now
                    )
                )
        )
        let queries = aws.calls(GetMetricData.self)
        #expect(queries.count == 2)
        #expect(queries[0].startTime.time == second(2))
        #expect(queries[0].endTime.time == second(10))
        #expect(queries[0].metricDataQueries.map(\.id) == ["x0", "n0", "i0", "x1", "n1", "i1"])
        #expect(
            queries[0].metricDataQueries.map { $0.metricStat?.stat ?? "" }
                == ["Sum", "SampleCount", "Sum", "Sum", "SampleCount", "Sum"]
        )
        #expect(queries[0].metricDataQueries.allSatisfy { $0.metricStat?.period == 1 })
        #expect(
            queries[0].metricDataQueries.map(dimensions)[3]
                == ["FunctionName=orders", "Resource=orders:live", "ExecutedVersion=42"]
        )
    }

    @Test func `once the candidate serves alone the alias's metric is its own`() throws {
        let aws = ScriptedAWS().on(GetMetricData.self) { [self] _ in
            GetMetricData.Output(
                metricDataResults: [
                    result("n0", (-2, 90)), result("n1", (-2, 10)),
                    result("n2", (-2, 100), (-1, 100), (3, 50)), result("x2", (3, 5)),
                ]
            )
        }
        let rollout = try Rollout.sample(
            .sample(),
            .started42,
            .wrote(
                action: .moveAlias(move: .complete, attempt: 0),
                effect: .alias(AliasState(version: Version(42), revision: "a3"))
            )
        )
        let event = try time.perform(.observe(from: second(-3), poll: 2), for: rollout, on: aws)
        guard case .observed(2, let observation) = event else {
            Issue.record("not observed")
            return
        }
        #expect(
            observation.windows == [
                .init(
                    start: second(-2),
                    stable: Counts(failures: 0, calls: 90),
                    candidate: Counts(failures: 0, calls: 10)
                ),
                .init(
                    start: second(3),
                    stable: Counts(),
                    candidate: Counts(failures: 5, calls: 50)
                ),
            ]
        )
        let queries = try #require(aws.calls(GetMetricData.self).first?.metricDataQueries)
        #expect(queries.map(dimensions).last == ["FunctionName=orders", "Resource=orders:live"])
    }

    @Test func `before a period has ended nothing is asked`() throws {
        let aws = ScriptedAWS()
        let event = try time.perform(
            .observe(from: second(10), poll: 0),
            for: try .sample(),
            on: aws
        )
        #expect(
            event
                == .observed(
                    poll: 0,
                    observation: Observation(windows: [], until: second(10), askedAt: time.now)
                )
        )
        #expect(aws.names.isEmpty)
    }

    @Test(arguments: ["InternalError", "Forbidden", "PartialData", "Unheard"])
    func `a series that is not whole is no reading`(status: String) throws {
        let aws = ScriptedAWS().on(GetMetricData.self) { [self] _ in
            var partial = result("n1", (3, 8))
            partial.statusCode = status
            return GetMetricData.Output(metricDataResults: [result("n0", (3, 80)), partial])
        }
        let rollout = try Rollout.sample(
            .sample(),
            .started42,
            .wrote(
                action: .moveAlias(move: .shift(to: .percent(10)), attempt: 0),
                effect: .alias(.split)
            )
        )
        let event = try time.perform(.observe(from: second(2), poll: 1), for: rollout, on: aws)
        guard case .failed(_, let failure) = event else {
            Issue.record("\(event)")
            return
        }
        #expect(failure.code == "IncompleteMetrics")
    }

    @Test func `a page that is not the last may be part of a series`() throws {
        let aws = ScriptedAWS().on(GetMetricData.self) { [self] query in
            var part = result("n1", query.nextToken == nil ? (3, 8) : (4, 9))
            part.statusCode = query.nextToken == nil ? "PartialData" : "Complete"
            return GetMetricData.Output(
                metricDataResults: [part],
                nextToken: query.nextToken == nil ? "more" : nil
            )
        }
        let rollout = try Rollout.sample(
            .sample(),
            .started42,
            .wrote(
                action: .moveAlias(move: .shift(to: .percent(10)), attempt: 0),
                effect: .alias(.split)
            )
        )
        let event = try time.perform(.observe(from: second(2), poll: 1), for: rollout, on: aws)
        guard case .observed(_, let observation) = event else {
            Issue.record("not observed")
            return
        }
        #expect(observation.windows.map(\.candidate.calls) == [8, 9])
    }

    private func split(_ guards: Guards) throws -> Rollout {
        var plan = try Plan.sample()
        plan.guards = guards
        plan.reference = Reference(latency: LatencyThresholds(p50: 10, p90: 20, p99: 40))
        return Rollout.sample(
            plan,
            .started42,
            .wrote(
                action: .moveAlias(move: .shift(to: .percent(10)), attempt: 0),
                effect: .alias(.split)
            )
        )
    }

    @Test func `a period whose two counts of calls differ is waited for, but not for long`() throws
    {
        let aws = ScriptedAWS().on(GetMetricData.self) { [self] _ in
            GetMetricData.Output(
                metricDataResults: [
                    result("n1", (3, 8), (7, 8), (9, 8)), result("i1", (3, 9), (7, 8), (9, 9)),
                ]
            )
        }
        let event = try time.perform(
            .observe(from: second(2), poll: 1),
            for: try split(Guards()),
            on: aws
        )
        guard case .observed(_, let observation) = event else {
            Issue.record("not observed")
            return
        }
        #expect(observation.windows.map(\.start) == [second(3), second(7)])
        #expect(observation.until == second(9))
    }

    @Test func `slow calls are counted over the thresholds, the candidate's over the margin`()
        throws
    {
        let aws = ScriptedAWS().on(GetMetricData.self) { [self] _ in
            GetMetricData.Output(
                metricDataResults: [
                    result("n0", (3, 90)), result("i0", (3, 90)), result("d0", (3, 90)),
                    result("s0_50", (3, 45)), result("n1", (3, 8)), result("i1", (3, 8)),
                    result("d1", (3, 8)), result("s1_50", (3, 7)), result("s1_99", (3, 1)),
                    result("t1", (3, 2)), result("tf", (3, 3)), result("if", (3, 98)),
                ]
            )
        }
        let event = try time.perform(
            .observe(from: second(2), poll: 1),
            for: try split(Guards(latencyMargin: 0.5, throttles: true)),
            on: aws
        )
        guard case .observed(_, let observation) = event else {
            Issue.record("not observed")
            return
        }
        let window = try #require(observation.windows.first)
        #expect(window.latency?.stable == SlowCalls(p50: 45, calls: 90))
        #expect(window.latency?.candidate == SlowCalls(p50: 7, p99: 1, calls: 8))
        #expect(
            window.throttles
                == .init(stable: 0, candidate: 2, function: Counts(failures: 3, calls: 101))
        )
        let asked = aws.calls(GetMetricData.self)[0].metricDataQueries
            .compactMap { $0.metricStat?.stat }.filter { $0.hasPrefix("TC") }
        #expect(
            asked == [
                "TC(10.000:)", "TC(20.000:)", "TC(40.000:)", "TC(15.000:)", "TC(30.000:)",
                "TC(60.000:)",
            ]
        )
    }

    @Test func `a plan counts the metrics that a reading asks for`() throws {
        let all = Guards(
            failures: [
                .function,
                .metric(
                    FailureMetric(namespace: "Orders", name: "Failures", versionDimension: "V")
                ),
            ],
            latencyMargin: 0.2,
            throttles: true
        )
        for guards in [Guards(), Guards(throttles: true), Guards(latencyMargin: 0.2), all] {
            let aws = ScriptedAWS().on(GetMetricData.self) { [self] query in
                let isOwn = query.metricDataQueries.first?.id == "f0"
                return GetMetricData.Output(
                    metricDataResults: isOwn ? [] : [result("n1", (3, 8)), result("i1", (3, 8))]
                )
            }
            let rollout = try split(guards)
            _ = try time.perform(.observe(from: second(2), poll: 1), for: rollout, on: aws)
            let asked = aws.calls(GetMetricData.self).map(\.metricDataQueries.count)
            #expect(asked.reduce(0, +) == rollout.plan.metricsPerReading)
        }
    }

    @Test func `what the alias serves after the candidate was taken out is not its own`() throws {
        var rollout = try Rollout.sample(
            .sample(),
            .started42,
            .wrote(
                action: .moveAlias(move: .complete, attempt: 0),
                effect: .alias(AliasState(version: Version(42), revision: "a3"))
            )
        )
        let decision = Decision.rollBack(Reason(.operator, "bad"))
        let event = Event.decided(decision: decision, evidence: nil)
        rollout.apply(Entry(n: 4, at: second(60), event: event))
        let sides = try #require(Sides(rollout))
        var reading = CallMetrics.Reading()
        for offset: Int64 in [0, 60] {
            let key = CallMetrics.Key(caller: .everyone, start: second(offset))
            reading.counts[key] = Counts(failures: 1, calls: 8)
        }
        let windows = sides.windows(of: reading, from: second(0), since: nil)
        #expect(windows.map(\.candidate.calls) == [8, 0])
    }

    @Test func `a datum that is no number is no calls`() throws {
        let aws = ScriptedAWS().on(GetMetricData.self) { [self] _ in
            GetMetricData.Output(
                metricDataResults: [result("x0", (3, .nan)), result("n0", (3, 8), (4, .infinity))]
            )
        }
        let metrics = CallMetrics(aws: aws, function: "orders", alias: "live")
        let counts = try time.run { [self] in
            try await metrics.counts(of: [.everyone], from: second(2), to: second(9), period: 1)
        }
        #expect(Array(counts.values) == [Counts(failures: 0, calls: 8)])
    }
}
