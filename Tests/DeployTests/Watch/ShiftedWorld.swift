// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

@testable import SluiceDeploy

/// An alias that somebody else moves, and the metrics that its calls leave.
struct ShiftedWorld: Sendable {
    /// What the alias is from a second on; version 42 is the candidate.
    struct Stage: Sendable {
        var from: Int64
        var version: String
        var weights: [String: Double] = [:]

        /// The share of version 42.
        var share: Double {
            let others = weights.values.reduce(0, +)
            return weights["42"] ?? (version == "42" ? 1 - others : 0)
        }
    }

    var stages: [Stage]
    /// Calls through the alias in a second.
    var rate = 100.0
    /// How many of a hundred calls of version 42 fail.
    var fails = 0.0
    /// How many of a hundred calls of the other version fail.
    var stableFails = 0.0
    var guards = Guards()
    var period = 1
    /// How many seconds a call takes to be told.
    var lag: Int64 = 0
    /// From this second on nobody calls.
    var quietFrom = Int64.max
    /// While metrics cannot be read.
    var unreadable: Range<Int64> = 0..<0
    /// When the watch begins.
    var begun = Timestamp(second: 1_000_000)
    /// What else AWS answers.
    var change: @Sendable (ScriptedAWS) -> Void = { _ in }

    /// Watches from second 0 on.
    func watch(for seconds: Int64 = 300) throws -> (result: ShiftWatch.Result, aws: ScriptedAWS) {
        let time = VirtualTime(begun)
        let aws = ScriptedAWS()
            .on(GetAlias.self) { _ in alias(at: passed(time.now)) }
            .on(GetMetricData.self) { query in
                guard !unreadable.contains(passed(time.now)) else {
                    throw AWSFailure(code: "ExpiredToken", message: "expired", status: 403)
                }
                return .init(metricDataResults: answers(to: query, at: time.now))
            }
        change(aws)
        let watch = ShiftWatch(
            target: Target(
                account: "000000000000",
                region: "us-east-1",
                function: "orders",
                alias: "live"
            ),
            guards: guards,
            metricPeriod: period,
            platform: .sample(ReadOnlyTransport(aws), clock: time),
            identity: .mira
        )
        let result = try time.run {
            try await watch.run(until: begun.advanced(by: .seconds(seconds)))
        }
        return (result, aws)
    }

    private func passed(_ now: Timestamp) -> Int64 { Int64(begun.duration(to: now).inSeconds) }

    private func stage(at second: Int64) -> Stage? { stages.last { $0.from <= second } }

    private func alias(at second: Int64) -> AliasConfiguration {
        let stage = stage(at: second) ?? stages[0]
        return AliasConfiguration(
            aliasArn: "arn:aws:lambda:us-east-1:000000000000:function:orders:live",
            name: "live",
            functionVersion: stage.version,
            routingConfig: RoutingConfig(additionalVersionWeights: stage.weights),
            revisionId: "r"
        )
    }

    private func answers(to query: GetMetricData, at now: Timestamp) -> [MetricDataResult] {
        let end = min(query.endTime.time.second, now.second - lag)
        return query.metricDataQueries.map { asked in
            let span = Int64(asked.metricStat?.period ?? 1)
            let dimensions = asked.metricStat?.metric.dimensions ?? []
            let version = dimensions.first { $0.name == "ExecutedVersion" }?.value
            let isFailed =
                asked.metricStat?.metric.metricName == "Errors" && asked.metricStat?.stat == "Sum"
            var values: [(start: Int64, value: Double)] = []
            for start in stride(from: query.startTime.time.second, to: end, by: Int(span)) {
                let told = calls(of: version, in: start..<min(start + span, end))
                if told.calls > 0 { values.append((start, isFailed ? told.failed : told.calls)) }
            }
            return MetricDataResult(
                id: asked.id,
                timestamps: values.map { WireTimestamp(Timestamp(second: $0.start)) },
                values: values.map(\.value)
            )
        }
    }

    /// The calls of a version, or of all; AWS keeps versions apart only while there are weights.
    private func calls(of version: String?, in seconds: Range<Int64>) -> (
        calls: Double, failed: Double
    ) {
        var (stable, candidate) = (0.0, 0.0)
        for second in seconds where second - begun.second < quietFrom {
            let stage = stage(at: second - begun.second)
            if version != nil, stage?.weights.isEmpty ?? true { continue }
            candidate += rate * (stage?.share ?? 0)
            stable += rate * (1 - (stage?.share ?? 0))
        }
        if version == "42" { stable = 0 } else if version != nil { candidate = 0 }
        let failed = (stable * stableFails / 100).rounded() + (candidate * fails / 100).rounded()
        return ((stable + candidate).rounded(), failed)
    }
}

extension ShiftedWorld {
    /// Nine shifts of 10 % a minute, then all of it: CodeDeploy's Linear10PercentEvery1Minute.
    static func linear(every seconds: Int64 = 60, begun second: Int64 = 1_000_000) -> ShiftedWorld {
        let steps = (1...9).map { step in
            Stage(
                from: 20 + Int64(step - 1) * seconds,
                version: "41",
                weights: ["42": Double(step) / 10]
            )
        }
        var world = ShiftedWorld(
            stages: [Stage(from: 0, version: "41")] + steps
                + [Stage(from: 20 + 9 * seconds, version: "42")]
        )
        world.rate = 10
        world.period = 60
        world.begun = Timestamp(second: second)
        return world
    }
}

extension ShiftWatch.End {
    /// Why the candidate should have no traffic; `nil` where that was not said.
    var verdict: Reason? {
        guard case .verdict(let reason) = self else { return nil }
        return reason
    }
}
