// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

@Suite struct ShiftWatchTests {
    private let time = VirtualTime()

    private func alias(_ version: String, _ weights: [String: Double] = [:]) -> AliasConfiguration {
        AliasConfiguration(
            aliasArn: "arn:aws:lambda:us-east-1:000000000000:function:orders:live",
            name: "live",
            functionVersion: version,
            routingConfig: RoutingConfig(additionalVersionWeights: weights),
            revisionId: "r"
        )
    }

    /// What the alias is from second to second, and how many of a hundred calls of v42 fail.
    private func watch(
        _ stages: [(from: Int64, alias: AliasConfiguration)],
        fails: Double,
        unreadable: Range<Int64> = 0..<0,
        for seconds: Int64 = 300
    ) throws -> (ShiftWatch.Result, ScriptedAWS) {
        let time = time
        let begun = time.now
        let aws = ScriptedAWS()
            .on(GetAlias.self) { _ in
                let passed = Int64(begun.duration(to: time.now).inSeconds)
                return stages.last { $0.from <= passed }?.alias ?? stages[0].alias
            }
            .on(GetMetricData.self) { query in
                let passed = Int64(begun.duration(to: time.now).inSeconds)
                if unreadable.contains(passed) {
                    throw AWSFailure(code: "ExpiredToken", message: "expired", status: 403)
                }
                let second = query.startTime.time.second
                let last = query.endTime.time.second
                let results = query.metricDataQueries.map { query in
                    let dimensions = query.metricStat?.metric.dimensions ?? []
                    let isNew = dimensions.contains { $0.value == "42" }
                    let value = query.id.hasPrefix("n") ? 50 : isNew ? fails / 2 : 0
                    return MetricDataResult(
                        id: query.id,
                        timestamps: (second..<last).map { WireTimestamp(Timestamp(second: $0)) },
                        values: (second..<last).map { _ in value }
                    )
                }
                return .init(metricDataResults: results)
            }
        let watch = ShiftWatch(
            target: Target(
                account: "000000000000",
                region: "us-east-1",
                function: "orders",
                alias: "live"
            ),
            guards: Guards(),
            metricPeriod: 1,
            platform: .sample(ReadOnlyTransport(aws), clock: time),
            identity: .mira
        )
        let result = try time.run {
            try await watch.run(until: begun.advanced(by: .seconds(seconds)))
        }
        return (result, aws)
    }

    @Test func `a bad candidate is told while somebody else shifts`() throws {
        let (result, aws) = try watch(
            [(0, alias("41")), (20, alias("41", ["42": 0.5]))],
            fails: 50
        )
        guard case .verdict(let reason) = result.end else {
            Issue.record("\(result.end)")
            return
        }
        #expect(reason.kind == .errors)
        #expect(result.rollout?.outcome == nil)
        #expect(result.rollout?.candidate == Version(42))
        #expect(aws.calls(UpdateAlias.self).isEmpty)
    }

    @Test func `a shift that ends on the candidate is promoted, also one the wrong way round`()
        throws
    {
        let ways: [[(from: Int64, alias: AliasConfiguration)]] = [
            [(0, alias("41", ["42": 0.1])), (30, alias("41", ["42": 0.5])), (60, alias("42"))],
            [(0, alias("42", ["41": 0.9])), (60, alias("42"))],
        ]
        for way in ways {
            let (result, _) = try watch(way, fails: 0)
            #expect(result.end == .promoted)
            #expect(result.rollout?.outcome == .promoted)
            #expect(result.rollout?.plan.stable == Version(41))
        }
    }

    @Test func `what served alone before is the stable version, also when it is the newer one`()
        throws
    {
        let (result, _) = try watch(
            [(0, alias("50")), (20, alias("50", ["42": 0.3])), (120, alias("50"))],
            fails: 50
        )
        #expect(result.rollout?.candidate == Version(42))
        guard case .verdict(let reason) = result.end else {
            Issue.record("\(result.end)")
            return
        }
        #expect(reason.kind == .errors)
    }

    @Test func `metrics that cannot be read for a while blind no watch`() throws {
        let (result, _) = try watch(
            [(0, alias("41", ["42": 0.5])), (60, alias("42"))],
            fails: 50,
            unreadable: 0..<40
        )
        guard case .verdict(let reason) = result.end else {
            Issue.record("\(result.end)")
            return
        }
        #expect(reason.kind == .errors)
    }

    @Test func `a shift whose calls nobody could read is not promoted`() throws {
        let (result, _) = try watch(
            [(0, alias("41", ["42": 0.5])), (60, alias("42"))],
            fails: 0,
            unreadable: 0..<10_000
        )
        #expect(result.end == .open)
    }

    @Test func `calls just before the last move are judged`() throws {
        let (result, _) = try watch(
            [(0, alias("41", ["42": 0.5])), (2, alias("42"))],
            fails: 50
        )
        guard case .verdict = result.end else {
            Issue.record("\(result.end)")
            return
        }
    }

    @Test func `a shift that is taken back, goes on, or never begins`() throws {
        let back = try watch([(0, alias("41", ["42": 0.1])), (30, alias("41"))], fails: 0).0
        #expect(back.end == .takenBack)
        #expect(back.rollout?.outcome?.reason?.kind == .operator)
        let open = try watch([(0, alias("41", ["42": 0.1]))], fails: 0, for: 60).0
        #expect(open.end == .open)
        let quiet = try watch([(0, alias("41"))], fails: 0, for: 30).0
        #expect(quiet.end == .quiet && quiet.rollout == nil)
    }
}
