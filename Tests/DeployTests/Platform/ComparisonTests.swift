// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceStats
import SluiceWire
import Testing

@testable import SluiceDeploy

@Suite struct ComparisonTests {
    private let time = VirtualTime(Timestamp(second: 1_000_030))
    private let target = Target(
        account: "000000000000",
        region: "us-east-1",
        function: "orders",
        alias: "live"
    )

    private func read(
        _ aws: ScriptedAWS,
        period: Int = 60,
        shifts: [VersionComparison.Shift] = [],
        guards: Guards = Guards()
    ) throws -> VersionComparison? {
        let (time, target) = (time, target)
        let look = Intent(
            environment: "production",
            function: target.function,
            alias: target.alias,
            strategy: Strategy(name: "all-at-once", shape: .steps([])),
            guards: guards
        )
        return try time.run {
            try await VersionComparison.read(
                target,
                as: look,
                since: .seconds(600),
                metricPeriod: period,
                shifts: shifts,
                now: time.now,
                aws: aws
            )
        }
    }

    private func result(_ id: String, _ values: Double...) -> MetricDataResult {
        MetricDataResult(
            id: id,
            timestamps: values.indices.map {
                WireTimestamp(Timestamp(second: 999_600 + 60 * Int64($0)))
            },
            values: values
        )
    }

    private func alias(_ version: String, _ weights: [String: Double]? = nil) -> AliasConfiguration
    {
        AliasConfiguration(
            aliasArn: "arn:aws:lambda:us-east-1:000000000000:function:orders:live",
            name: "live",
            functionVersion: version,
            routingConfig: weights.map { RoutingConfig(additionalVersionWeights: $0) },
            revisionId: "r"
        )
    }

    @Test func `two versions that the alias serves are read by version`() throws {
        let aws = ScriptedAWS()
            .on(GetAlias.self) { [self] _ in alias("41", ["42": 0.1]) }
            .on(GetMetricData.self) { [self] _ in
                .init(
                    metricDataResults: [
                        result("x0", 0, 1), result("n0", 90, 90), result("x1", 3, 1),
                        result("n1", 10, 10),
                    ]
                )
            }
            .on(GetMetricData.self) { [self] _ in
                .init(metricDataResults: [result("q0_0", 41.2), result("q1_2", 80, 212)])
            }
        let found = try #require(try read(aws))
        #expect(found.stable.counts == Counts(failures: 1, calls: 180))
        #expect(found.stable.weight == .percent(90))
        #expect(found.stable.latency == ["p50": 41.2])
        #expect(found.candidate?.counts == Counts(failures: 4, calls: 20))
        #expect(found.candidate?.latency == ["p99": 212])
        #expect(found.evidence.log10 > 1.9)
        #expect(found.until == Timestamp(second: 1_000_020))
        #expect(aws.calls(GetAlias.self).count == 1)
    }

    @Test func `slow and throttled calls are judged where the project says so`() throws {
        let aws = ScriptedAWS()
            .on(GetAlias.self) { [self] _ in alias("41", ["42": 0.1]) }
            .on(GetMetricData.self) { [self] query in
                let ids = Set(query.metricDataQueries.map(\.id))
                if ids.contains("q0_0") {
                    // Quantiles: those of the hour before, and those of both versions.
                    return .init(
                        metricDataResults: [
                            result("q0_0", 40), result("q0_1", 80), result("q0_2", 200),
                        ]
                    )
                }
                if query.endTime.time == Timestamp(second: 999_600) {
                    return .init(metricDataResults: [result("n0", 600)])
                }
                return .init(
                    metricDataResults: [
                        result("n0", 900, 900, 900), result("n1", 100, 100, 100),
                        result("t1", 0, 0, 50), result("d0", 900, 900, 900),
                        result("d1", 100, 100, 100), result("s0_50", 450, 450, 450),
                        result("s1_50", 100, 100, 100),
                    ]
                )
            }
        let guards = Guards(latencyMargin: 0.2, throttles: true)
        let found = try #require(try read(aws, guards: guards))
        #expect(found.judged == [.errors, .latency, .throttles])
        #expect(found.evidence.errors.log10 == 0)
        #expect(found.evidence.latency.log10 > 10)
        #expect(found.evidence.throttles.log10 > 10)
        let asked = aws.calls(GetMetricData.self).flatMap(\.metricDataQueries)
        #expect(asked.contains { $0.id == "s0_50" && $0.metricStat?.stat == "TC(40.000:)" })
        #expect(asked.contains { $0.id == "s1_50" && $0.metricStat?.stat == "TC(48.000:)" })
        #expect(try read(aws)?.judged == [.errors])
    }

    @Test func `after a rollout the version before is compared with the present one`() throws {
        let aws = ScriptedAWS()
            .on(GetAlias.self) { [self] in alias($0.name == "live" ? "42" : "41") }
            .on(GetMetricData.self) { _ in .init() }
        let found = try #require(try read(aws, period: 1))
        #expect(found.stable.version == Version(41))
        #expect(found.stable.weight == .none)
        #expect(found.candidate?.version == Version(42))
        #expect(found.period == 10)
        #expect(found.evidence.log10 == 0)
    }

    @Test func `a version that served alone is told alone`() throws {
        let aws = ScriptedAWS()
            .on(GetAlias.self) { [self] in
                guard $0.name == "live" else { throw AWSFailure.missing }
                return alias("42")
            }
            .on(GetMetricData.self) { [self] _ in
                .init(metricDataResults: [result("n0", 7)])
            }
        let found = try #require(try read(aws))
        #expect(found.candidate == nil)
        #expect(found.stable.counts == Counts(calls: 7))
        let query = try #require(aws.calls(GetMetricData.self).first?.metricDataQueries.first)
        #expect(query.metricStat?.metric.dimensions.count == 2)
    }

    @Test func `a version that serves alone again is told without the calls of the other one`()
        throws
    {
        let weighted = [999_660, 999_720].map { WireTimestamp(Timestamp(second: $0)) }
        let aws = ScriptedAWS()
            .on(GetAlias.self) { [self] in
                guard $0.name == "live" else { throw AWSFailure.missing }
                return alias("41")
            }
            .on(GetMetricData.self) { [self] _ in
                // Weights in the second and third minute, in which the other version failed.
                .init(
                    metricDataResults: [
                        result("x0", 0, 10, 10, 1), result("n0", 100, 100, 100, 50),
                        MetricDataResult(id: "n1", timestamps: weighted, values: [80, 80]),
                    ]
                )
            }
            .on(GetMetricData.self) { [self] _ in
                .init(metricDataResults: [result("q0_0", 7)])
            }
        let found = try #require(try read(aws))
        #expect(found.stable.counts == Counts(failures: 1, calls: 210))
        #expect(found.stable.latency == ["p50": 7])
        let asked = try #require(aws.calls(GetMetricData.self).last)
        #expect(asked.startTime.time == Timestamp(second: 999_780))
    }

    @Test func `an alias that does not exist is nothing`() throws {
        let aws = ScriptedAWS().on(GetAlias.self) { _ in throw AWSFailure.missing }
        #expect(try read(aws) == nil)
    }

    @Test func `a period in which a shift lies is left out, and the alias's own after it counts`()
        throws
    {
        let aws = ScriptedAWS()
            .on(GetAlias.self) { [self] in alias($0.name == "live" ? "42" : "41") }
            .on(GetMetricData.self) { [self] _ in
                // Weights in the first two minutes; in the third v42 begins to serve alone.
                .init(
                    metricDataResults: [
                        result("x0", 0, 0, 0), result("n0", 90, 90, 40),
                        result("x1", 1, 1, 1), result("n1", 10, 10, 5),
                        result("x2", 1, 1, 3, 2), result("n2", 100, 100, 100, 100),
                    ]
                )
            }
            .on(GetMetricData.self) { _ in .init() }
        let found = try #require(try read(aws))
        #expect(found.stable.counts == Counts(calls: 180))
        #expect(found.candidate?.counts == Counts(failures: 4, calls: 120))
    }

    @Test func `a version that was taken back is compared with the one that serves again`() throws {
        let weighted = [999_720].map { WireTimestamp(Timestamp(second: $0)) }
        let aws = ScriptedAWS()
            .on(GetAlias.self) { [self] in
                guard $0.name == "live" else { throw AWSFailure.missing }
                return alias("41")
            }
            .on(GetMetricData.self) { [self] _ in
                // v41 alone, a shift, ten percent, back, v41 alone.
                .init(
                    metricDataResults: [
                        MetricDataResult(id: "n0", timestamps: weighted, values: [90]),
                        MetricDataResult(id: "x1", timestamps: weighted, values: [8]),
                        MetricDataResult(id: "n1", timestamps: weighted, values: [10]),
                        result("n2", 100, 70, 100, 60, 50),
                    ]
                )
            }
            .on(GetMetricData.self) { _ in .init() }
        let one = Traffic(version: Version(41))
        let shifts: [VersionComparison.Shift] = [
            .init(at: Timestamp(second: 999_500), traffic: one),
            .init(
                at: Timestamp(second: 999_700),
                traffic: .split(stable: Version(41), candidate: Version(42), at: .percent(10))
            ),
            .init(at: Timestamp(second: 999_800), traffic: one),
        ]
        let found = try #require(try read(aws, shifts: shifts))
        #expect(found.stable.version == Version(41))
        #expect(found.stable.counts == Counts(calls: 240))
        #expect(found.candidate?.version == Version(42))
        #expect(found.candidate?.weight == .some(.none))
        #expect(found.candidate?.counts == Counts(failures: 8, calls: 10))
        #expect(found.leftOut == 130)
        #expect(found.evidence.log10 > 1)
    }

    @Test func `calls of which nobody knows who answered them are told as left out`() throws {
        let aws = ScriptedAWS()
            .on(GetAlias.self) { [self] _ in alias("41", ["42": 0.1]) }
            .on(GetMetricData.self) { [self] _ in
                .init(metricDataResults: [result("n2", 100, 70)])
            }
            .on(GetMetricData.self) { _ in .init() }
        let found = try #require(try read(aws))
        #expect(found.stable.counts == Counts())
        #expect(found.leftOut == 170)
    }
}
