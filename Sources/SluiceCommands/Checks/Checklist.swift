// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceDeploy
import SluiceProject

/// The checklist before a deployment: what is wanted beside what is there, one item each.
///
/// Pure: the reading is done before.
struct Checklist: Sendable {
    /// What the project file wants.
    let intent: Intent
    /// What was found.
    let scene: Scene
    /// The alarms that guard, with their definitions.
    let alarms: [AlarmReader.Found]

    /// All items, in the order of a rollout.
    var items: [DoctorItem] {
        function + [package, alias, gates, guards].compactMap(\.self) + alarmItems
            + [traffic, plan].compactMap(\.self)
    }

    // MARK: the function

    private var function: [DoctorItem] {
        let settings = intent.settings
        let there = (scene.candidate ?? scene.latest)?.configuration
        let memory = settings.memory ?? there?.memory ?? 128
        let timeout = settings.timeout ?? there?.timeout ?? 3
        let variables = settings.variables ?? there?.variables ?? [:]
        let role = settings.role ?? there?.role
        let empty = variables.filter { $0.value.isEmpty }.map(\.key).sorted()
        return [
            (128...10_240).contains(memory)
                ? DoctorItem("memory", .ok, "memory \(memory) MB")
                : DoctorItem(
                    "memory",
                    .fail,
                    "memory \(memory) MB is not from 128 to 10,240",
                    fix: "change function.memory"
                ),
            timeoutItem(timeout),
            DoctorItem(
                "variables",
                empty.isEmpty ? .ok : .note,
                Numbers.counted(variables.count, "environment variable")
                    + (empty.isEmpty ? "" : ", without a value: \(empty.joined(separator: ", "))"),
                evidence: variables.isEmpty
                    ? nil : variables.keys.sorted().joined(separator: ", ")
            ),
            roleItem(role),
        ]
    }

    private func timeoutItem(_ timeout: Int) -> DoctorItem {
        guard (1...900).contains(timeout) else {
            return DoctorItem(
                "timeout",
                .fail,
                "timeout \(timeout) s is not from 1 to 900",
                fix: "change function.timeout"
            )
        }
        let bake = intent.strategy.steps.map(\.bake).min()
        guard let bake, .seconds(timeout) > bake else {
            return DoctorItem("timeout", .ok, "timeout \(timeout) s")
        }
        return DoctorItem(
            "timeout",
            .note,
            "timeout \(timeout) s is longer than the shortest bake, \(bake.words)",
            evidence: "a call that hangs is counted when it ends: such a step cannot see it",
            fix: "bake longer, or lower function.timeout"
        )
    }

    private func roleItem(_ role: String?) -> DoctorItem {
        guard let role else {
            return DoctorItem("role", .fail, "no execution role is named", fix: "add function.role")
        }
        let isARN = role.wholeMatch(of: /arn:[a-z-]+:iam::[0-9]{12}:role\/.+/) != nil
        guard isARN else {
            return DoctorItem(
                "role",
                .fail,
                "\(role) is no ARN of a role",
                fix: "change function.role"
            )
        }
        let account = role.split(separator: ":", omittingEmptySubsequences: false)[4]
        if account != scene.target.account {
            return DoctorItem(
                "role",
                .fail,
                "role \(role) is in another account than \(scene.target.account)",
                fix: "change function.role"
            )
        }
        if let stable = scene.stable?.configuration.role, stable != role,
            !intent.strategy.steps.isEmpty
        {
            return DoctorItem(
                "role",
                .fail,
                "the candidate would have another role than the stable version",
                evidence: "AWS splits an alias only between versions with the same role",
                fix: "deploy with --strategy all-at-once"
            )
        }
        return DoctorItem("role", .ok, "role \(role)")
    }

    private var package: DoctorItem? {
        if let code = intent.code {
            let size = code.size
            let handler = intent.settings.handler ?? scene.latest?.configuration.handler
            return DoctorItem(
                "package",
                .ok,
                "package \(code.source), \(Numbers.counted(size, "byte"))"
                    + (handler.map { ", with handler \($0)" } ?? ""),
                evidence: "CodeSha256 \(code.sha256)"
            )
        }
        guard let candidate = scene.candidate else { return nil }
        return DoctorItem(
            "package",
            candidate.state == .failed ? .fail : .ok,
            "\(candidate.version.text) is published, its state is \(candidate.state.rawValue)"
        )
    }

    // MARK: the alias, gates and guards

    private var alias: DoctorItem? {
        guard !intent.strategy.isDirect else {
            return DoctorItem("alias", .note, "strategy direct: no alias, and no way back")
        }
        guard let alias = scene.alias else {
            return DoctorItem(
                "alias",
                .note,
                "\(scene.target.text) does not exist yet: a first deployment has no steps"
            )
        }
        let owner = scene.owner.map { "; owned by CloudFormation stack \($0)" } ?? ""
        return DoctorItem(
            "alias",
            alias.weighted == nil ? .ok : .fail,
            "\(scene.target.text) serves \(alias.traffic.text)\(owner)"
        )
    }

    private var gates: DoctorItem {
        let names = intent.gates.map(\.name)
        if names.isEmpty {
            return DoctorItem(
                "gates",
                intent.isProtected ? .fail : .note,
                "no gate: nothing is tested before traffic",
                fix: "add gates: with an invoke"
            )
        }
        return DoctorItem(
            "gates",
            .ok,
            Numbers.counted(names.count, "gate"),
            evidence: names.joined(separator: ", ")
        )
    }

    private var guards: DoctorItem {
        if intent.guards.isEmpty {
            return DoctorItem(
                "guards",
                intent.isProtected ? .fail : .note,
                "no guard: nothing is watched",
                fix: "add guards:"
            )
        }
        let unseen = Plan.unseenFailures(intent.guards, callers: scene.callers)
        return DoctorItem(
            "guards",
            .ok,
            "guards: \(Numbers.counted(intent.guards.failures.count, "source")) of failures, "
                + "\(Numbers.counted(intent.guards.alarms.count, "alarm"))",
            evidence: "not seen: \(unseen.joined(separator: "; "))"
        )
    }

    private var alarmItems: [DoctorItem] {
        let lint = AlarmLint(intent, scene)
        return intent.guards.alarms.flatMap { alarm -> [DoctorItem] in
            guard let found = alarms.first(where: { $0.definition.name == alarm.name }) else {
                return [
                    DoctorItem(
                        "alarm.missing",
                        alarm.isOptional ? .note : .fail,
                        "alarm \(alarm.name) does not exist",
                        fix: "sluice alarms \(intent.environment)\(scene.target.options) --apply"
                    )
                ]
            }
            let findings = lint.findings(found.definition, state: found.state)
            guard !findings.isEmpty else {
                let text = "alarm \(alarm.name): \(found.definition.condition)"
                return [
                    DoctorItem(
                        "alarm",
                        .ok,
                        text,
                        evidence: "its state is \(found.state.value.rawValue)"
                    )
                ]
            }
            return findings.map { DoctorItem($0) }
        }
    }

    // MARK: traffic and policy

    private var traffic: DoctorItem? {
        guard !intent.strategy.steps.isEmpty, scene.alias != nil else { return nil }
        let forecast = tryPlan().flatMap {
            Forecast($0, history: scene.history, lastHour: scene.lastHour)
        }
        guard let forecast else { return nil }
        guard let quiet = forecast.quietSteps.first else {
            let calls = forecast.steps.map { "\($0.calls)" }.joined(separator: ", ")
            return DoctorItem("traffic", .ok, "calls enough in each step: about \(calls)")
        }
        return DoctorItem(
            "traffic",
            intent.onHold.isQuietChosen ? .ok : .note,
            "the step at \(quiet.step.weight.text) will see about \(Numbers.counted(quiet.calls, "call")); 20 are needed",
            evidence: intent.onHold.isQuietChosen
                ? "onHold.quiet is \(intent.onHold.quiet.rawValue)" : nil,
            fix: intent.onHold.isQuietChosen
                ? nil : "choose onHold.quiet: hold, probe, rollback or promote"
        )
    }

    private func tryPlan() -> Plan? {
        do throws(Complaint) { return try Plan(intent, given: scene, rollout: "r-check") } catch {
            return nil
        }
    }

    private var plan: DoctorItem {
        do throws(Complaint) {
            _ = try Plan(intent, given: scene, rollout: "r-check")
            return DoctorItem("plan", .ok, "deploy would not be refused")
        } catch {
            return DoctorItem(
                "plan",
                .fail,
                error.what,
                evidence: error.why.first,
                fix: error.commands.first
            )
        }
    }
}

extension DoctorItem {
    /// What a lint found.
    init(_ finding: AlarmFinding) {
        self.init(
            "alarm.\(finding.rule.rawValue)",
            finding.isFault ? .fail : .note,
            finding.text,
            evidence: finding.why
        )
    }
}
