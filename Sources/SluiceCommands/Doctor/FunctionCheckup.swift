// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceDeploy

/// Looks at a function that anybody owns, as it runs today: its aliases, calls that bypass them,
/// its alarms, and whether it is called often enough to be judged.
struct FunctionCheckup: Sendable {
    let reading: FunctionReading
    /// The options by which the aws cli reaches the function's place.
    var awsOptions = ""

    /// What was found.
    var items: [DoctorItem] {
        aliases + [bypass].compactMap(\.self) + alarms + [traffic].compactMap(\.self)
            + reading.unread.map {
                DoctorItem("permissions", .skipped, "\($0) was refused: not all could be looked at")
            }
    }

    private var aliases: [DoctorItem] {
        let owner = reading.owner.map { "; owned by CloudFormation stack \($0)" } ?? ""
        guard !reading.aliases.isEmpty else {
            return [
                DoctorItem(
                    "alias",
                    .note,
                    "\(reading.function) has no alias: each deployment is at once for all\(owner)",
                    fix: "aws lambda create-alias --function-name \(reading.function) --name live "
                        + "--function-version N\(awsOptions)"
                )
            ]
        }
        return reading.aliases.map { alias in
            guard alias.state.weighted == nil else {
                return DoctorItem(
                    "alias.split",
                    .note,
                    "alias \(alias.name) is split: \(alias.state.traffic.text)\(owner)",
                    evidence: "a shift is under way, or was left half done",
                    fix: "sluice watch --function \(reading.function) --alias \(alias.name)"
                )
            }
            let version = alias.state.version
            return DoctorItem(
                "alias",
                version.isPublished ? .ok : .fail,
                "alias \(alias.name) → \(version.text), no weights\(owner)",
                evidence: version.isPublished ? nil : "$LATEST has no way back"
            )
        }
    }

    private var bypass: DoctorItem? {
        guard reading.calls > 0, !reading.aliases.isEmpty else { return nil }
        let share = Double(reading.bypassed) / Double(reading.calls)
        // Calls that were under way at the edges of the day are no bypass.
        guard share >= 0.01 else {
            return DoctorItem("bypass", .ok, "yesterday's calls came through an alias")
        }
        let who = reading.bypasses.joined(separator: ", ")
        return DoctorItem(
            "bypass",
            .fail,
            "\(Numbers.percent(share)) of yesterday's calls bypassed the alias"
                + (who.isEmpty ? "" : ": \(who) → $LATEST"),
            evidence:
                "\(Numbers.grouped(reading.bypassed)) of \(Numbers.counted(reading.calls, "call")); "
                + "a rollout does not move them, and a rollback does not bring them back",
            fix: "name \(reading.function):\(reading.aliases[0].name) where it is called"
        )
    }

    private var alarms: [DoctorItem] {
        let alias = reading.aliases.max { $0.counts.calls < $1.counts.calls }
        let counts = alias?.counts ?? Counts()
        let served = reading.aliases.flatMap {
            [$0.state.version] + ($0.state.weighted.map { [$0.version] } ?? [])
        }
        let lint = AlarmLint(
            function: reading.function,
            alias: alias?.name,
            weight: .percent(10),
            callsPerMinute: counts.calls > 0 ? Double(counts.calls) / 1440 : nil,
            failureRate: counts.calls > 0 ? counts.rate : nil,
            span: .seconds(1200),
            candidate: .served(served)
        )
        return reading.alarms.flatMap { found -> [DoctorItem] in
            let findings = lint.findings(found.definition, state: found.state)
            guard findings.contains(where: \.isFault) else {
                return [DoctorItem("alarm", .ok, "alarm \(found.definition.name) can fire")]
                    + findings.map { DoctorItem($0) }
            }
            return findings.map { DoctorItem($0) }
        }
    }

    /// A canary of a tenth for ten minutes needs twenty calls.
    private var traffic: DoctorItem? {
        guard !reading.aliases.isEmpty else { return nil }
        let calls = reading.aliases.reduce(0) { $0 + $1.counts.calls }
        let perCanary = Double(calls) / 86_400 * 60
        let day = "\(Numbers.counted(calls, "call")) a day"
        guard perCanary < Double(Limits.canaryCallsMin) else {
            return DoctorItem("traffic", .ok, "\(day): enough to judge a canary")
        }
        return DoctorItem(
            "traffic",
            .note,
            "\(day): too few to judge a canary; proposes gates, then watching the next 50 calls",
            evidence: "10 % for 10 min would see \(Numbers.counted(Int(perCanary), "call")), "
                + "\(Limits.canaryCallsMin) are needed",
            fix: "strategy: {name: all-at-once, watchAfter: {calls: 50, for: 24h}}"
        )
    }
}
