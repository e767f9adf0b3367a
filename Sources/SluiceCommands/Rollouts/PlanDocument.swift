// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore

/// What `plan` prints with `--output json`.
struct PlanDocument: Hashable, Encodable, Sendable {
    /// One step of the way: a weight and its bake, or an approval.
    struct StepPart: Hashable, Encodable, Sendable {
        var weight: Double?
        var bake: Double?
        var approve: ApprovePart?
        /// Calls that the candidate is expected to get.
        var calls: Int?
        /// The lowest failure rate that is caught with 95 %.
        var catches: Double?

        /// The steps of a plan in their order.
        static func all(of plan: Plan, scene: Scene) -> [StepPart] {
            let steps = PlanWords.steps(plan)
            let parts =
                Forecast(plan, history: scene.history, lastHour: scene.lastHour)?.steps ?? []
            return (0...steps.count).flatMap { index in
                plan.approvals.filter { $0.before == index }
                    .map { StepPart(approve: ApprovePart(timeout: $0.timeout.inSeconds)) }
                    + steps[index...].prefix(1).map {
                        let part = parts.indices.contains(index) ? parts[index] : nil
                        return StepPart(
                            weight: $0.weight.fraction,
                            bake: $0.bake.inSeconds,
                            calls: part?.calls,
                            catches: part?.catches
                        )
                    }
            }
        }
    }

    /// A wait for somebody's consent.
    struct ApprovePart: Hashable, Encodable, Sendable {
        var timeout: Double
    }

    /// What is wrong with an alarm that is to guard the rollout.
    struct AlarmPart: Hashable, Encodable, Sendable {
        var rule: String
        var fault: Bool
        var text: String
        var why: String

        init(_ finding: AlarmFinding) {
            rule = finding.rule.rawValue
            fault = finding.isFault
            text = finding.text
            why = finding.why
        }
    }

    /// Where calls and failures are read.
    struct SourcePart: Hashable, Encodable, Sendable {
        /// `metrics` or `logs`.
        var kind: String
        /// Seconds of one period of the metrics: 1 or 60.
        var period: Int
        /// Seconds after which a period is complete.
        var lag: Double
        /// Why this source.
        var why: String
        /// How many metrics the whole rollout asks CloudWatch for.
        var metricsRead: Int

        /// The source of a plan; `nil` where nothing is judged.
        init?(_ plan: Plan, scene: Scene) {
            guard let words = ForecastWords(plan: plan, scene: scene).whySource else { return nil }
            kind = plan.observesLogs ? "logs" : "metrics"
            period = plan.metricPeriod
            lag = plan.lag.inSeconds
            why = plan.sight?.because.map { "not the logs: \($0)" } ?? words
            metricsRead = plan.metricPeriod > 1 ? plan.metricsRead : 0
        }
    }

    /// What would happen to one function.
    struct TargetPart: Hashable, Encodable, Sendable {
        var function: String
        var alias: String?
        var publish: Bool
        var because: [String]
        var create: [String]
        var stable: String?
        var candidate: String?
        var steps: [StepPart]
        var gates: [String]
        var seconds: Double
        var source: SourcePart?
        var cannotSee: [String]
        var alarms: [AlarmPart] = []
        var refusals: [String]

        private enum CodingKeys: String, CodingKey {
            case function, alias, publish, because, create, stable, candidate, steps, gates
            case seconds, source, cannotSee, alarms, refusals
        }

        /// Writes every key, with null where there is nothing.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(function, forKey: .function)
            try container.encode(alias, forKey: .alias)
            try container.encode(publish, forKey: .publish)
            try container.encode(because, forKey: .because)
            try container.encode(create, forKey: .create)
            try container.encode(stable, forKey: .stable)
            try container.encode(candidate, forKey: .candidate)
            try container.encode(steps, forKey: .steps)
            try container.encode(gates, forKey: .gates)
            try container.encode(seconds, forKey: .seconds)
            try container.encode(source, forKey: .source)
            try container.encode(cannotSee, forKey: .cannotSee)
            try container.encode(alarms, forKey: .alarms)
            try container.encode(refusals, forKey: .refusals)
        }
    }

    var targets: [TargetPart]

    /// A plan that can be carried out.
    init(_ plan: Plan, scene: Scene, alarms: [AlarmFinding] = []) {
        targets = [
            TargetPart(
                function: plan.target.function,
                alias: plan.target.alias,
                publish: plan.work.publishes,
                because: plan.changes.map(\.property),
                create: PlanWords.created(plan),
                stable: plan.stable?.name,
                candidate: plan.candidate?.name,
                steps: StepPart.all(of: plan, scene: scene),
                gates: plan.gates.map(\.name),
                seconds: plan.expectedDuration.inSeconds,
                source: SourcePart(plan, scene: scene),
                cannotSee: PlanWords.cannotSee(plan, scene: scene),
                alarms: alarms.map(AlarmPart.init),
                refusals: []
            )
        ]
    }

    /// Nothing to do, or a refusal.
    init(_ scene: Scene, serving version: String? = nil, refusal: Complaint? = nil) {
        targets = [
            TargetPart(
                function: scene.target.function,
                alias: scene.target.alias,
                publish: false,
                because: [],
                create: [],
                stable: scene.stable?.version.name,
                candidate: version,
                steps: [],
                gates: [],
                seconds: 0,
                source: nil,
                cannotSee: [],
                refusals: refusal.map { [$0.what] } ?? []
            )
        ]
    }
}
