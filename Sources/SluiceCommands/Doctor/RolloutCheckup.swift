// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceDeploy

/// Looks at journals and drivers: what is open, and does anybody drive it.
struct RolloutCheckup: Sendable {
    let house: Composition
    let store: JournalStore
    let locks: TargetLock

    /// What was found, the oldest rollout first.
    func items() async throws -> [DoctorItem] {
        var items: [DoctorItem] = []
        var open = OpenRollouts(store: store, locks: locks)
        for one in try await open.look(at: house.clock.now) { items.append(item(of: one)) }
        for damage in try await store.damaged() { items.append(damaged(damage)) }
        for left in try await locks.left() { items.append(leftLock(left)) }
        items += try await leases()
        if items.isEmpty { items = [DoctorItem("rollouts", .ok, "no rollout is open")] }
        return items
    }

    /// A damaged journal can be put aside; what its rollout left of the alias is found by itself.
    private func damaged(_ damage: DamagedJournal) -> DoctorItem {
        var item = DoctorItem(
            "journal.damaged",
            .fail,
            damage.complaint.what,
            evidence: damage.complaint.why.first,
            fix: damage.isDamaged ? "sluice doctor --fix" : damage.complaint.commands.first
        )
        if damage.isDamaged { item.repair = { try await putAside(damage.rollout) } }
        return item
    }

    private func putAside(_ rollout: String) async throws -> String {
        let place = try await store.setAside(
            rollout,
            at: house.clock.now,
            locks: locks
        )
        return "it is \(place) now; sluice doctor tells whether the alias is as it should be"
    }

    /// A lock that a silent process keeps for nothing.
    private func leftLock(_ left: TargetLock.Left) -> DoctorItem {
        let driver = left.driving.holder.driver
        return DoctorItem(
            "lock.left",
            .fail,
            "process \(driver.pid) keeps the lock \(left.place) for nothing",
            evidence: left.driving.text(at: house.clock.now)
                + "; that rollout is over, or its journal is gone",
            fix: "kill -9 \(driver.pid)",
            repair: {
                try await locks.end(left)
                return "process \(driver.pid) was ended, and the lock is free"
            }
        )
    }

    /// Leases that ran out and were not given back: they bind nobody, and look as if they did.
    private func leases() async throws -> [DoctorItem] {
        guard let leases = store.home.leases else { return [] }
        var items: [DoctorItem] = []
        for left in try await leases.left() { items.append(leftOver(left, leases)) }
        return items
    }

    private func leftOver(_ left: LeaseHome.Left, _ leases: LeaseHome) -> DoctorItem {
        let who =
            left.holder.map {
                "process \($0.driver.pid) on \($0.driver.host) held it for \($0.rollout)"
            } ?? "what it says cannot be read; it is older than a lease lasts"
        return DoctorItem(
            "lease.left",
            .fail,
            "\(left.place) was never given back",
            evidence: who,
            fix: "sluice doctor --fix",
            repair: {
                let isBack = try await leases.giveBack(left)
                return isBack ? "it was given back" : "somebody holds it again"
            }
        )
    }

    private func item(of one: OpenRollouts.Found) -> DoctorItem {
        let (rollout, now) = (one.rollout, house.clock.now)
        let (plan, name) = (rollout.plan, rollout.plan.rollout)
        let served = rollout.servedTraffic.map { "; traffic was \($0.text) last" } ?? ""
        let age = rollout.lastAt.duration(to: now).words
        let last = "its last line is \(age) old\(served)"
        if plan.staysByHand {
            let text = "a share of \(plan.target.text) was set by hand by \(plan.by) and stays"
            return DoctorItem("rollout.byHand", .note, text, evidence: last)
        }
        if let driving = one.driving, driving.holder.rollout == name {
            guard driving.isAnswering(at: now) else {
                return DoctorItem(
                    "driver.silent",
                    .fail,
                    driving.text(at: now),
                    evidence: last,
                    fix: "sluice abort \(name), then end process \(driving.holder.driver.pid)",
                    repair: { try await abort(rollout) }
                )
            }
            let lease = driving.lease.map { "; \($0.text)" } ?? ""
            return DoctorItem("rollout.driven", .ok, driving.text(at: now), evidence: last + lease)
        }
        if let driving = one.driving {
            return DoctorItem(
                "lock.other",
                .fail,
                "rollout \(name) is open, and the lock of \(plan.target.text) is another's",
                evidence: driving.text(at: now),
                fix: "sluice abort \(driving.holder.rollout)"
            )
        }
        return DoctorItem(
            "rollout.undriven",
            .fail,
            "rollout \(name) of \(plan.target.text) is open, and nobody drives it",
            evidence: last,
            fix: "sluice abort \(name), or to go on: sluice resume \(name)",
            repair: { try await abort(rollout) }
        )
    }

    private func abort(_ rollout: Rollout) async throws -> String {
        let plan = rollout.plan
        return try await house.withCloud(
            folder: house.projectFolder(),
            remembered: plan.target
        ) { cloud in
            let deployment = house.deployment(
                cloud,
                store: store,
                who: await house.callerName(cloud),
                seams: Deployment.Seams()
            )
            let report = try await deployment.abort(plan.rollout, reason: "doctor --fix")
            if let complaint = report.complaint { throw complaint }
            let traffic = report.alias.map { "; traffic is \($0.traffic.text)" } ?? ""
            if plan.strategy.name == Plan.rollbackName, let note = report.notes.first {
                return note
            }
            return "rollout \(plan.rollout) was aborted\(traffic)"
        }
    }
}
