// SPDX-License-Identifier: Apache-2.0
import SluiceBase

// Alarms that are red, or not there, before a rollout begins.
extension Plan {
    /// An alarm that is red already cannot tell whether the candidate is bad.
    static func checkAlarms(_ intent: Intent, _ scene: Scene) throws(Complaint) {
        try checkOverrides(intent)
        guard intent.hotfix == nil else { return }
        let blind = blindAlarms(intent, scene).filter { state in
            !intent.alarmOverrides.contains { $0.name == state.name }
        }
        guard let first = blind.first else { return }
        let command = "sluice deploy \(intent.environment)\(scene.target.options)"
        let isMissing = first.value == .missing
        throw Complaint(
            isMissing
                ? "alarm \(first.name), which is to guard this rollout, does not exist"
                : "alarm \(first.name), which is to guard this rollout, is in ALARM already",
            why: blind.map(\.sentence)
                + [
                    "an alarm that is red or missing before cannot tell of the candidate"
                ],
            now: scene.alias.map { ["traffic is \($0.traffic.text); Sluice changed nothing"] }
                ?? [],
            next: [
                "\(command) --override-alarm \(first.name) --reason TEXT",
                "\(command) --hotfix --reason TEXT",
            ],
            exit: .refused
        )
    }

    private static func checkOverrides(_ intent: Intent) throws(Complaint) {
        let names = intent.guards.alarms.map(\.name)
        guard let stray = intent.alarmOverrides.first(where: { !names.contains($0.name) }) else {
            return
        }
        let known = names.isEmpty ? "it has none" : "it has \(names.joined(separator: ", "))"
        throw Complaint(
            "environment \(intent.environment) has no alarm \(stray.name) as a guard",
            why: [known],
            now: ["Sluice changed nothing"],
            next: ["name one of guards.alarms, or leave --override-alarm out"],
            exit: .usage
        )
    }

    /// What does not count in this rollout: what somebody said, and in a hotfix all that is red.
    static func overrides(_ intent: Intent, given scene: Scene) -> [AlarmOverride]? {
        var overrides = intent.alarmOverrides
        if let reason = intent.hotfix {
            for state in blindAlarms(intent, scene)
            where !overrides.contains(where: { $0.name == state.name }) {
                overrides.append(AlarmOverride(name: state.name, reason: reason))
            }
        }
        return overrides.isEmpty ? nil : overrides
    }

    /// Alarms that are red, or missing though they must be there; a first deployment has no guards.
    private static func blindAlarms(_ intent: Intent, _ scene: Scene) -> [AlarmState] {
        guard !intent.strategy.isDirect, scene.alias != nil else { return [] }
        let optional = intent.guards.alarms.filter(\.isOptional).map(\.name)
        return scene.alarms.filter { state in
            state.value == .alarm || state.value == .missing && !optional.contains(state.name)
        }
    }
}

extension AlarmState {
    /// `orders-errors: Threshold Crossed: …, since 10:00:00`.
    fileprivate var sentence: String {
        if value == .missing { return "\(name): CloudWatch knows no alarm of this name" }
        let since = since.map { ", since \($0.date) \($0.clockText) UTC" } ?? ""
        return "\(name): \(reason.isEmpty ? "ALARM" : reason)\(since)"
    }
}
