// SPDX-License-Identifier: Apache-2.0

import SluiceBase

// What no source of failures sees, and what is refused for it.
extension Plan {
    /// What the plan's sources of failures cannot see, one sentence each.
    public static func unseenFailures(_ guards: Guards, callers: Callers?) -> [String] {
        if guards.failures.isEmpty { return ["failed calls: guards.failures is empty"] }
        let others = guards.failures.filter { $0 != .function }
        guard others.isEmpty else {
            var unseen = others.map(\.blindness)
            if !guards.failures.contains(.function) {
                unseen.append("exceptions, time-outs and crashes: guards.failures lacks function")
            }
            return unseen
        }
        let through = (callers?.kinds ?? []).filter { $0 != .partialBatches }.map(\.words)
        var unseen = [
            "failures that the function answers normally, such as status 500"
                + (through.isEmpty
                    ? "" : " to \(through.joined(separator: " and "))")
                + ": name a log or metric source in guards.failures"
        ]
        if callers?.kinds.contains(.partialBatches) ?? false {
            unseen.append("records that the function hands back as batchItemFailures")
        }
        return unseen
    }

    /// Why `guards.latency` has nothing to judge in this plan; `nil` where it has, or is off.
    ///
    /// Slow calls are compared in steps that last longer than the warm-up after their shift, and are
    /// no ramp: there the candidate is judged by itself.
    public var whyLatencyIsNotJudged: String? {
        guard guards.latencyMargin != nil, stable != nil else { return nil }
        let steps = strategy.steps
        guard !steps.isEmpty else { return "no step has two versions to compare" }
        let isJudged = steps.indices.contains {
            steps[$0].bake > Limits.warmUp && !isRamp($0)
        }
        if isJudged { return nil }
        let ramp = period * 3
        return ramp > Limits.warmUp
            ? "no bake is as long as \(ramp.words)"
            : "no bake is longer than \(Int(Limits.warmUp.inSeconds)) s"
    }

    /// Refuses to promote early what would look healthy whatever it answers.
    static func checkEarly(_ intent: Intent, _ scene: Scene) throws(Complaint) {
        guard intent.strategy.promotesEarly, intent.guards.failures == [.function],
            let callers = scene.callers
        else { return }
        let kinds = callers.kinds.map(\.words)
        guard !kinds.isEmpty || !callers.unread.isEmpty else { return }
        let why =
            kinds.isEmpty
            ? "who calls it is not known: \(callers.unread.joined(separator: ", ")) was refused"
            : "it is called through \(kinds.joined(separator: " and ")), "
                + "where a failed call may be answered normally"
        throw Complaint(
            "promoteEarly needs a source of failures beside function",
            why: [
                why, "Lambda's own errors do not show such a failure, so that it would be promoted",
            ],
            now: scene.alias.map { ["traffic is \($0.traffic.text); Sluice changed nothing"] }
                ?? [],
            next: [
                "add to guards.failures: {log: '{ $.status >= 500 }'} or a metric of your own",
                "or leave promoteEarly out",
            ],
            exit: .refused
        )
    }
}

extension FailureSource {
    /// What this source does not see.
    fileprivate var blindness: String {
        switch self {
        case .function: "failures that the function answers normally"
        case .log(let pattern): "failed calls that log nothing that matches \(pattern)"
        case .metric(let metric):
            "failed calls that \(metric.namespace) \(metric.name) does not count"
        }
    }
}
