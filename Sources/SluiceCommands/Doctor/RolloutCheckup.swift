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
        for one in try await open.look() { items.append(item(of: one)) }
        for damage in open.damaged {
            items.append(
                DoctorItem(
                    "journal.damaged",
                    .fail,
                    damage.what,
                    evidence: damage.why.first,
                    fix: damage.next.first
                )
            )
        }
        if items.isEmpty { items = [DoctorItem("rollouts", .ok, "no rollout is open")] }
        return items
    }

    private func item(of one: OpenRollouts.Found) -> DoctorItem {
        let (rollout, now) = (one.rollout, house.clock.now)
        let (plan, name) = (rollout.plan, rollout.plan.rollout)
        let served = rollout.servedTraffic.map { "; traffic was \($0.text) last" } ?? ""
        let age = rollout.lastAt.duration(to: now).words
        let last = "its last line is \(age) old\(served)"
        if plan.strategy.name == Plan.shiftName {
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
            return DoctorItem("rollout.driven", .ok, driving.text(at: now), evidence: last)
        }
        if let driving = one.driving {
            return DoctorItem(
                "lock.left",
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
                who: plan.by,
                seams: Deployment.Seams()
            )
            let report = try await deployment.abort(plan.rollout, reason: "doctor --fix")
            if let complaint = report.complaint { throw complaint }
            let traffic = report.alias.map { "; traffic is \($0.traffic.text)" } ?? ""
            return "rollout \(plan.rollout) was aborted\(traffic)"
        }
    }
}
