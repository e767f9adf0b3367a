// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceDeploy

/// Brings open rollouts to an end, or leaves them to a driver, within a bounded time.
struct Settlement: Sendable {
    /// What became of one.
    struct Settled: Sendable {
        /// `nil` where its journal cannot be used.
        var target: TargetReport?
        var text: String
        var exit: ExitCode
        /// What to type where it is still open.
        var next: [String] = []
    }

    /// Why, for the record, where nobody says more.
    static let occasion = "settled at the end of the job"

    let house: Composition
    let store: JournalStore
    /// When it must be over.
    let end: Timestamp
    /// Until when a driver on another machine that does not answer is waited for.
    let patience: Timestamp
    /// Why, for the record.
    let reason: String

    /// The place of an exit code among those of several targets: the first decides.
    static func rank(_ exit: ExitCode) -> Int {
        [.error, .refused, .rolledBack, .stopped, .gateFailed, .leftOpen, .success]
            .firstIndex(of: exit) ?? 0
    }

    /// Settles all of them side by side, in the order given.
    func settle(_ found: [OpenRollouts.Found]) async -> [Settled] {
        await withTaskGroup(of: (Int, Settled).self) { group in
            for (index, one) in found.enumerated() {
                group.addTask { (index, await settleInTime(one)) }
            }
            var settled: [(Int, Settled)] = []
            for await one in group { settled.append(one) }
            return settled.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    /// What is told of a journal that cannot be used: its rollout may be open, and nobody goes on
    /// with it.
    func unknown(_ damage: DamagedJournal) -> Settled {
        let complaint = damage.complaint
        return Settled(
            target: nil,
            text: "\(damage.rollout)   cannot be settled: "
                + ([complaint.what] + complaint.why).joined(separator: ": "),
            exit: .leftOpen,
            next: complaint.next.map { house.console.given.completing($0) }
        )
    }

    private func settleInTime(_ one: OpenRollouts.Found) async -> Settled {
        var end = end
        if let driving = one.driving {
            do {
                let heard = try await hear(driving, of: one.rollout)
                if case .answers = heard { return leftTo(driving, one) }
                if case .silent(let term) = heard { return silent(driving, until: term, one) }
            } catch {
                return left(one, Composition.complaint(about: error))
            }
            // Only who was told to wait takes longer than the time that is promised.
            if patience > end {
                end = max(end, house.clock.now.advanced(by: Limits.settleTime))
            }
        }
        let (settlement, limit) = (until(end), end)
        let settled = await withTaskGroup(of: Settled?.self) { group in
            group.addTask { await settlement.settle(one) }
            group.addTask {
                // Cancelled when it was settled in time.
                try? await house.clock.sleep(until: limit, tolerance: nil)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
        return settled ?? left(one, Complaint("AWS did not answer in time"))
    }

    /// The same with another end: what was waited for is not taken from the time for the rest.
    private func until(_ end: Timestamp) -> Settlement {
        Settlement(
            house: house,
            store: store,
            end: end,
            patience: patience,
            reason: reason
        )
    }

    /// Whether somebody drives: a process of this machine shows it by its lock, and one of another
    /// machine is called.
    private func hear(
        _ driving: Driving,
        of rollout: Rollout
    ) async throws -> LeaseHome.Heard {
        guard driving.lease != nil, let leases = store.home.leases else {
            return driving.isAnswering(at: house.clock.now) ? .answers : .gone
        }
        let soon = end.advanced(by: .zero - Limits.settleHalf)
        let name = rollout.plan.rollout
        if patience > soon {
            house.console.say(
                "\(name): \(driving.text(at: nil)); waiting up to "
                    + "\(house.clock.now.duration(to: patience).words) to hear of it"
            )
        }
        return try await leases.hear(
            rollout.plan.target,
            through: store.requests(of: name),
            until: max(soon, patience)
        )
    }

    private func leftTo(_ driving: Driving, _ one: OpenRollouts.Found) -> Settled {
        let text = "\(name(one))   left to its driver: \(driving.text(at: house.clock.now))"
        let target = TargetReport(one.rollout, at: house.clock.now)
        return Settled(target: target, text: text, exit: .success)
    }

    /// A driver on another machine that does not answer: dead, most likely, and nobody may take its
    /// place before its lease has run out.
    private func silent(
        _ driving: Driving,
        until term: LeaseTerm,
        _ one: OpenRollouts.Found
    ) -> Settled {
        let rest = max(.zero, house.clock.now.duration(to: term.until))
        let seconds = rest.components.seconds + Limits.settleSpareSeconds
        return left(
            one,
            Complaint(
                "\(driving.text(at: nil)) and does not answer; \(term.text)",
                next: [
                    "sluice settle --wait \(seconds)s   waits for that",
                    "sluice abort \(one.rollout.plan.rollout)   without waiting",
                ]
            )
        )
    }

    private func settle(_ one: OpenRollouts.Found) async -> Settled {
        do {
            let report = try await drive(one.rollout)
            guard report.complaint == nil, case .finished(let outcome) = report.end else {
                let late = Complaint("there was no time for its end")
                return left(one, report.complaint ?? late)
            }
            let ending = RolloutEnding(
                report: report,
                begun: one.rollout.startedAt,
                ended: house.clock.now,
                goesBack: true
            )
            let traffic = report.alias.map { "   traffic is \($0.traffic.text)" } ?? ""
            let text = "\(name(one))   \(outcome.word)\(traffic)"
            return Settled(target: ending.target, text: text, exit: .success)
        } catch {
            return left(one, Composition.complaint(about: error))
        }
    }

    /// Finishes what has all traffic or goes back already, and takes back everything else.
    private func drive(_ rollout: Rollout) async throws -> SluiceDeploy.Report {
        let (plan, name) = (rollout.plan, rollout.plan.rollout)
        let isLast = rollout.completedAt != nil && rollout.rollingBack == nil
        let settings = isLast ? try house.lookedUp(by: plan) : nil
        return try await house.withCloud(
            folder: house.projectFolder(),
            remembered: plan.target
        ) { cloud in
            let deployment = house.deployment(
                cloud,
                store: store,
                who: await house.callerName(cloud),
                seams: Deployment.Seams(interrupt: leave)
            )
            return try await deployment.settle(name, reason: reason, with: settings)
        }
    }

    /// Tells a drive to leave shortly before the time is over; what it writes then comes to its end.
    private func leave() async -> Interrupt? {
        let soon = end.advanced(by: .zero - Limits.settleMargin)
        do {
            try await house.clock.sleep(
                until: house.clock.now < soon ? soon : end,
                tolerance: nil
            )
            return .terminate
        } catch {
            // Nobody listens any more: there was no wish.
            return nil
        }
    }

    private func left(_ one: OpenRollouts.Found, _ why: Complaint) -> Settled {
        let traffic = one.rollout.servedTraffic.map { "; traffic was \($0.text) last" } ?? ""
        let name = one.rollout.plan.rollout
        var next = why.next.filter { $0.hasPrefix("sluice ") && $0 != "sluice --help" }
        if next.isEmpty { next = ["sluice abort \(name)"] }
        return Settled(
            target: TargetReport(one.rollout, at: house.clock.now),
            text:
                "\(self.name(one))   still open, and nobody is known to drive it: \(why.what)\(traffic)",
            exit: .leftOpen,
            next: next.map { house.console.given.completing($0) }
        )
    }

    private func name(_ one: OpenRollouts.Found) -> String {
        "\(one.rollout.plan.rollout)   \(one.rollout.plan.target.text)"
    }
}
