// SPDX-License-Identifier: Apache-2.0
import SluiceBase
public import SluiceCore
import SluiceWire

extension Deployment {
    /// Asks something of an open rollout: a pause, its end, a promotion, a consent.
    ///
    /// Where a process drives the rollout it is asked, and the rollout stays open. Where nobody
    /// does, a pause is recorded, and for everything else it is driven on from here.
    ///
    /// - Parameters:
    ///   - verb: What is asked; not `abort`, which has a walk of its own.
    ///   - rollout: The rollout's name.
    ///   - reason: Why, for the record.
    ///   - settings: The project file's settings, for values that are looked up.
    /// - Returns: The rollout as it stands then.
    /// - Throws: `Complaint` when there is no such rollout, when it is past being asked, or when
    ///   the process that drives it does not answer.
    public func ask(
        _ verb: Request.Verb,
        of rollout: String,
        reason: String? = nil,
        with settings: FunctionSettings? = nil
    ) async throws -> Report {
        let found = try await store.rollout(rollout)
        let (plan, target) = (found.plan, found.plan.target)
        if found.outcome != nil { return try await resume(rollout) }
        if let complaint = Self.refusal(of: verb, found) { throw complaint }
        try await checkPlace(of: plan, isEmergency: verb == .pause)
        var request = request(verb, of: found, reason: reason)
        if verb == .adopt {
            guard let traffic = try await trafficToAdopt(by: found) else {
                return try await resume(rollout, with: settings)
            }
            request.traffic = traffic
        }
        var holder = try await locks.anyHolder(of: target)
        if holder == nil, verb == .pause {
            do {
                return try await keep(request, of: plan)
            } catch let held as JournalHeld {
                // Somebody began to drive meanwhile.
                holder = held.holder
            }
        }
        try await store.requests(of: rollout).append(request)
        guard let holder else { return try await resume(rollout, with: settings) }
        // Without a name it has only just begun: what it drives shows in its answer.
        guard [rollout, ""].contains(holder.rollout) else {
            throw locks.refusal(target, by: Driving(holder: holder))
        }
        let open = OpenRollout(store: store, plan: plan)
        guard try await isAnswered(request, in: open) else {
            throw Self.silence(of: holder, verb, found)
        }
        var report = await close(try await store.open(rollout), of: plan, .open)
        report.isDriven = true
        if found.passesApproval(by: verb) {
            report.notes.append("\(verb.words) passes an approval that was not given")
        }
        return report
    }

    /// Goes on with a rollout: ends its pause where somebody drives it, else drives it.
    ///
    /// With `adopts`, what someone else made of the alias is gone on from.
    ///
    /// A share that was set by hand stays, and is not driven: the report says until when.
    ///
    /// - Throws: `Complaint` when somebody drives it who was not paused.
    public func goOn(
        _ rollout: String,
        adopting adopts: Bool = false,
        reason: String? = nil,
        with settings: FunctionSettings? = nil
    ) async throws -> Report {
        let found = try await store.rollout(rollout)
        guard found.outcome == nil else { return try await resume(rollout) }
        if found.staysAsSet, let report = try await stay(found) { return report }
        if adopts { return try await ask(.adopt, of: rollout, reason: reason, with: settings) }
        // A pause that no driver has folded yet is to end as well.
        let waiting = try await store.requests(of: rollout)
            .requests(without: Set(found.requests.map(\.id)))
        guard found.pause != nil || waiting.contains(where: { $0.verb == .pause }) else {
            return try await resume(rollout, with: settings)
        }
        return try await ask(.resume, of: rollout, reason: reason, with: settings)
    }

    /// What a share comes to that stays as it was set; `nil` where somebody asked for its end, or the
    /// alias is not as it was set any more.
    private func stay(_ found: Rollout) async throws -> Report? {
        let plan = found.plan
        let asked = try await store.requests(of: plan.rollout)
            .requests(without: Set(found.requests.map(\.id)))
        guard asked.allSatisfy({ $0.verb == .pause || $0.verb == .resume }) else { return nil }
        var report = await close(try await store.open(plan.rollout), of: plan, .open)
        // Somebody took it away or made another of it: the drive finds out what that comes to.
        if let read = report.alias, read.traffic != found.alias?.traffic { return nil }
        report.notes.append(Self.stays(plan))
        return report
    }

    /// A request for a rollout as it is seen now.
    func request(
        _ verb: Request.Verb,
        of rollout: Rollout? = nil,
        reason: String?
    ) -> Request {
        var random = random.fork("request \(clock.now.millisecondsSince1970)")
        return Request(
            id: random.uuid(),
            verb: verb,
            who: identity.who,
            at: clock.now,
            reason: reason,
            step: [.promote, .approve].contains(verb) ? rollout?.place : nil
        )
    }

    /// What someone else made of the alias; `nil` when it is as the rollout left it.
    ///
    /// - Throws: `Complaint` when it names anything that the rollout does not know.
    private func trafficToAdopt(by rollout: Rollout) async throws -> Traffic? {
        let target = rollout.plan.target
        guard let name = target.alias else { return nil }
        let state: AliasState?
        do {
            state = try await aws.alias(name, of: target.function)
        } catch {
            throw Complaint(error, doing: "read alias \(target.text)")
        }
        guard let state, state.traffic != rollout.alias?.traffic else { return nil }
        guard rollout.adoptable(state.traffic) != nil else {
            var complaint = rollout.driftComplaint(found: state.traffic)
            complaint.what =
                "rollout \(rollout.plan.rollout) cannot go on from \(state.traffic.text)"
            complaint.why.append(
                "what is adopted names the stable version and the candidate, and comes after the gates"
            )
            complaint.exit = .refused
            throw complaint
        }
        return state.traffic
    }

    /// Records what is asked where nobody drives, and nothing has to be done.
    private func keep(_ request: Request, of plan: Plan) async throws -> Report {
        try await locks.holdingLease(plan.target, as: holder(of: plan.rollout)) { _ in
            let journal = try await store.open(plan.rollout)
            return try await journal.holding {
                let n = try await journal.entries().count + 1
                let event = Event.requested(request: request)
                try await journal.append(Entry(n: n, at: clock.now, event: event))
                try await extendClaim(in: journal)
                var report = await close(journal, of: plan, .open)
                report.notes.append(
                    "nobody drives \(plan.rollout); it waits until: sluice resume \(plan.rollout)"
                )
                return report
            }
        }
    }

    /// Writes the claim anew where nobody drives: a pause may last longer than it stands for.
    private func extendClaim(in journal: any KeptJournal) async throws {
        let entries = try await journal.entries()
        guard let rollout = Rollout(replaying: entries), let action = rollout.reclaim(at: clock.now)
        else { return }
        let platform = LambdaPlatform(
            aws: aws,
            clock: clock,
            gates: gates,
            package: { try await store.packages.bytes(of: $0) }
        )
        let n = entries.count
        let intended = Event.intended(action: action)
        try await journal.append(Entry(n: n + 1, at: clock.now, event: intended))
        // Refused, it is void at the deadline as it was: the next driver finds what stands there.
        let event = await platform.perform(action, for: rollout)
        try await journal.append(Entry(n: n + 2, at: clock.now, event: event))
    }

    /// Why this cannot be asked of the rollout any more; `nil` when it can.
    private static func refusal(of verb: Request.Verb, _ rollout: Rollout) -> Complaint? {
        let name = rollout.plan.rollout
        let traffic = rollout.servedTraffic.map { "traffic is \($0.text)" } ?? "there is no alias"
        if let reason = rollout.rollingBack {
            return Complaint(
                "rollout \(name) goes back already: \(verb.words) is too late",
                why: [reason.text],
                now: [traffic],
                next: ["sluice status \(rollout.plan.environment)\(rollout.plan.target.options)"],
                exit: .refused
            )
        }
        if rollout.descent != nil, [.promote, .promoteAll, .approve, .stepDown].contains(verb) {
            return Complaint(
                "rollout \(name) goes back step by step: \(verb.words) is too late",
                now: [traffic],
                next: ["sluice abort \(name)   gives all calls back at once"],
                exit: .refused
            )
        }
        if let foreign = rollout.foreign, [.promote, .promoteAll].contains(verb) {
            // It would be kept, and count as soon as somebody adopts a share that nobody has judged.
            var complaint = rollout.driftComplaint(found: foreign)
            complaint.exit = .refused
            return complaint
        }
        if verb == .approve, rollout.nextApproval == nil {
            return Complaint(
                "rollout \(name) asks for no approval",
                now: [traffic],
                next: ["sluice promote \(name)   goes to the next step now"],
                exit: .refused
            )
        }
        return nil
    }

    private static func silence(
        of holder: TargetLock.Holder,
        _ verb: Request.Verb,
        _ rollout: Rollout
    ) -> Complaint {
        let name = rollout.plan.rollout
        return Complaint(
            "process \(holder.driver.pid) on \(holder.driver.host) drives \(name) and does not answer",
            why: [
                "\(verb.words) stays asked: it counts as soon as the process wakes up, or another "
                    + "one takes over"
            ],
            now: [rollout.servedTraffic.map { "traffic is \($0.text)" } ?? "there is no alias"],
            next: [
                "sluice abort \(name)   gives all calls back without that process",
                "kill -9 \(holder.driver.pid), then: sluice resume \(name)",
            ]
        )
    }
}
