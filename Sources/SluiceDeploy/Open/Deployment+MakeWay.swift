// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

extension Deployment {
    /// Deploys once nothing is in the way any more.
    ///
    /// Whoever waited beside us may be faster: then it is waited for as well.
    func deploy(
        _ intent: Intent,
        makingWay whenOpen: WhenOpen,
        until milestone: Milestone? = nil
    ) async throws -> Report {
        let begun = clock.now
        var notes: [String] = []
        var superseded: Set<String> = []
        let agreed = whenOpen == .supersede ? try await agree(on: intent, until: milestone) : nil
        for _ in 0..<Limits.overtakenMax {
            guard let target = try await survey.target(of: intent) else { break }
            if whenOpen == .supersede, let open = try await openRollout(of: target) {
                notes.append(try await supersede(open, for: intent))
                superseded.insert(open)
            }
            if case .wait(let time) = whenOpen {
                try await waitForEnd(on: target, for: intent, until: begun.advanced(by: time), time)
            }
            do {
                var report = try await walk(
                    intent,
                    until: milestone,
                    agreed: agreed,
                    superseding: superseded
                )
                report.notes = notes + report.notes
                return report
            } catch let refusal as Complaint where refusal.exit == .refused {
                // Refused because somebody was faster, or for a reason that waiting does not mend.
                guard case .wait = whenOpen, try await findBusy(target) != nil else {
                    throw Self.refusal(refusal, after: notes)
                }
            } catch let complaint as Complaint {
                throw Self.refusal(complaint, after: notes)
            }
        }
        return try await walk(
            intent,
            until: milestone,
            agreed: agreed,
            superseding: superseded
        )
    }

    /// Plans and asks as if the open rollout had ended at its stable version, before it is ended: who
    /// declines, or is refused, finds it as it was.
    ///
    /// The plan is made again afterwards, and asked about again where it goes from elsewhere.
    private func agree(on intent: Intent, until milestone: Milestone?) async throws -> Plan? {
        var (intent, scene, _) = try await look(at: intent)
        guard let open = scene.openRollout, let rollout = try? await store.rollout(open) else {
            return nil
        }
        scene.openRollout = nil
        if let alias = scene.alias, rollout.plan.strategy.name != Plan.rollbackName {
            scene.alias = AliasState(
                version: alias.version,
                revision: alias.revision,
                description: Claim.ownText(of: alias.description)
            )
        }
        guard Plan.versionServingAlready(intent, given: scene) == nil else { return nil }
        let plan = try Plan(intent, given: scene, rollout: await newName(), fence: fence)
        if case .step = milestone, plan.stable == nil { throw Self.stepless(plan) }
        await seams.tell("rollout \(open) is aborted first, once this plan is agreed to")
        guard try await seams.confirm(plan) else { throw Self.declined }
        return plan
    }

    /// A refusal after a rollout was ended for it: then it is not true that nothing was changed.
    private static func refusal(_ complaint: Complaint, after notes: [String]) -> Complaint {
        guard !notes.isEmpty else { return complaint }
        var complaint = complaint
        let nothing = "Sluice changed nothing"
        complaint.why = notes + complaint.why
        complaint.now = complaint.now.compactMap { line in
            guard line.hasSuffix(nothing) else { return line }
            let rest = line.dropLast(nothing.count)
            return rest.isEmpty ? nil : rest.hasSuffix("; ") ? String(rest.dropLast(2)) : line
        }
        return complaint
    }

    /// Waits until no rollout of the target is open and nobody has its lock.
    private func waitForEnd(
        on target: Target,
        for intent: Intent,
        until end: Timestamp,
        _ time: Duration
    ) async throws {
        var told: String?
        while let rollout = try await findBusy(target) {
            let text = try await standing(of: rollout, on: target)
            if told != rollout.plan.rollout {
                await seams.tell("waiting up to \(time.words) for \(text.joined(separator: "; "))")
                told = rollout.plan.rollout
            }
            guard clock.now < end else {
                throw busy(
                    with: rollout,
                    for: intent,
                    options: target.options,
                    isDriven: try await locks.anyHolder(of: target) != nil,
                    why: try await standing(of: rollout, on: target)
                        + ["it did not end within \(time.words)"]
                )
            }
            try await rest(until: min(end, clock.now.advanced(by: Limits.waitPoll)))
        }
    }

    /// Ends the open rollout as `abort` does; what became of it, in a sentence.
    private func supersede(_ open: String, for intent: Intent) async throws -> String {
        let reason =
            intent.hotfix.map { "superseded by a hotfix: \($0)" }
            ?? "superseded by another deployment"
        let report = try await unseen.abort(open, reason: reason)
        if let complaint = report.complaint { throw complaint }
        guard case .finished(let outcome) = report.end, report.rollout?.outcome != nil else {
            throw Complaint(
                "rollout \(open) was to be superseded and is still open",
                why: report.notes,
                now: [report.alias.map { "traffic is \($0.traffic.text)" } ?? "traffic is unknown"],
                next: [
                    "sluice status \(intent.environment)\(report.target.options)",
                    "end the process that is named above, then: sluice resume \(open)",
                ],
                exit: .refused
            )
        }
        let traffic = report.alias.map { "; traffic was \($0.traffic.text) then" } ?? ""
        return "rollout \(open) was superseded: \(outcome.word)\(traffic)"
    }

    /// The same walks, seen by nobody: what they do is part of another one.
    private var unseen: Deployment {
        Deployment(
            aws: aws,
            clock: clock,
            random: random.fork("unseen"),
            survey: survey,
            gates: gates,
            store: store,
            locks: locks,
            identity: identity,
            credentials: credentials,
            seams: Seams(interrupt: seams.interrupt)
        )
    }

    // MARK: what is in the way

    private func openRollout(of target: Target) async throws -> String? {
        try await store.undamaged(of: target).last(where: \.isOpen)?.rollout
    }

    /// The open rollout of a target, or the one whose driver has the lock for another moment.
    private func findBusy(_ target: Target) async throws -> Rollout? {
        if let open = try await openRollout(of: target) { return try await store.rollout(open) }
        guard let holder = try await locks.anyHolder(of: target) else { return nil }
        // A rollout of another project: its journal is not here, and the lock refuses us.
        return try? await store.rollout(holder.rollout)
    }

    /// What people are told who deploy while a rollout is open.
    func busy(with name: String, for intent: Intent, _ scene: Scene) async throws -> Complaint {
        let rollout = try await store.rollout(name)
        return busy(
            with: rollout,
            for: intent,
            options: scene.target.options,
            isDriven: try await locks.anyHolder(of: scene.target) != nil,
            why: try await standing(of: rollout, on: scene.target),
            traffic: scene.alias?.traffic
        )
    }

    private func busy(
        with rollout: Rollout,
        for intent: Intent,
        options: String,
        isDriven: Bool,
        why: [String],
        traffic: Traffic? = nil
    ) -> Complaint {
        let name = rollout.plan.rollout
        let deploy = "sluice deploy \(intent.environment)\(options)"
        let served = (traffic ?? rollout.servedTraffic).map { "traffic is \($0.text); " } ?? ""
        return Complaint(
            "rollout \(name) of \(rollout.plan.target.text) is still open",
            why: why + ["one rollout moves an alias at a time"],
            now: [served + "Sluice changed nothing"],
            next: [
                "sluice status \(intent.environment)\(options)"
            ] + rollout.nextWhileOpen(isDriven: isDriven).filter { $0 != "sluice status" } + [
                "\(deploy) --wait 30m   after it has ended",
                "\(deploy) --supersede   in its place",
                "\(deploy) --hotfix --reason TEXT   in its place, at once",
            ],
            exit: .refused
        )
    }

    /// Where a rollout stands and who drives it.
    private func standing(of rollout: Rollout, on target: Target) async throws -> [String] {
        let versions = [rollout.plan.stable, rollout.candidate].compactMap { $0?.text }
        let count = rollout.plannedSteps.count
        var text = versions.joined(separator: " → ")
        if let hold = rollout.hold {
            text += " holds: \(hold.reason.text)"
        } else if rollout.rollingBack != nil {
            text += " goes back"
        } else if let step = rollout.step {
            text += step < count ? ", step \(step + 1) of \(count)" : ", has all traffic"
        } else {
            text += ", before any traffic"
        }
        let since = rollout.startedAt.duration(to: clock.now).words
        if rollout.staysAsSet {
            return [
                "rollout \(rollout.plan.rollout): a share that was "
                    + "\(rollout.plan.wordsOfSetting) \(since) ago, and stays"
            ]
        }
        var lines = ["rollout \(rollout.plan.rollout): \(text), begun \(since) ago"]
        if let driving = try await locks.driving(target) {
            lines.append(driving.text(at: clock.now))
        } else {
            let last = rollout.driver.map { " (process \($0.pid) on \($0.host) did last)" } ?? ""
            lines.append("nobody drives it\(last)")
        }
        return lines
    }
}
