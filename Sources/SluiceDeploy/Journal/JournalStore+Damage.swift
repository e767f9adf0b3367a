// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
import SluiceCore

// Journals that cannot be used: what is told of them, and what becomes of them.
extension JournalStore {
    /// The journals that cannot be used, by their names.
    public func damaged() async throws -> [DamagedJournal] {
        var found: [DamagedJournal] = []
        for (name, result) in try await summaries(of: try await names()) {
            switch result {
            case .success, .failure(JournalDamage.unbegun): continue
            case .failure(let error):
                let plan = await firstPlan(of: name)
                found.append(
                    DamagedJournal(
                        rollout: name,
                        environment: plan?.environment,
                        complaint: error as? Complaint
                            ?? Complaint(damage: error, of: name, plan),
                        isDamaged: (error as? JournalDamage).map { !$0.isOfNewer } ?? false
                    )
                )
            }
        }
        return found
    }

    /// Whether this project kept the journal of a rollout and has lost it: it is damaged, or was put
    /// aside because it was.
    ///
    /// Nobody goes on with such a rollout, so that what it claims is nobody's.
    public func hasLost(_ rollout: String) async throws -> Bool {
        let damaged = try await damaged()
        if damaged.contains(where: { $0.rollout == rollout && $0.isDamaged }) { return true }
        let isHere = try await names().contains(rollout)
        guard !isHere else { return false }
        return try await home.hasSetAside(rollout)
    }

    /// Puts a damaged journal aside; where it is then.
    ///
    /// Nobody begins to drive on the ground of a damaged journal, so that it is enough that nobody
    /// does now.
    ///
    /// - Throws: `Complaint` (refused) while a process drives the rollout, here or on another machine.
    public func setAside(
        _ rollout: String,
        at now: Timestamp,
        locks: TargetLock
    ) async throws -> String {
        if let driving = try await locks.driving(rollout: rollout) {
            throw Complaint(
                "the journal of rollout \(rollout) is being written",
                why: [driving.text(at: now)],
                now: ["Sluice changed nothing"],
                next: ["sluice status", "sluice abort \(rollout)"],
                exit: .refused
            )
        }
        return try await JournalTrouble.worded("written", in: home.place) {
            try await home.setAside(rollout, as: "damaged-\(now.basicText)")
        }
    }

    /// What people are told about a journal that cannot be used: with the way back for the
    /// environment that its first line names, where that line is as it was written.
    func complaint(about damage: any Error, of rollout: String) async -> Complaint {
        if let complaint = damage as? Complaint { return complaint }
        return Complaint(damage: damage, of: rollout, await firstPlan(of: rollout))
    }

    /// The plan in a journal's first line; `nil` where that line cannot be trusted or read.
    private func firstPlan(of rollout: String) async -> Plan? {
        // Whatever is in the way is what the complaint is about.
        guard let bytes = try? await home.beginning(of: rollout) else { return nil }
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
        guard let (body, _) = JournalLine.verify(line, after: JournalLine.seed) else { return nil }
        // A newer Sluice may have written what this one does not know.
        guard case .started(let plan) = try? JournalLine.decode(body).event else { return nil }
        return plan
    }
}

extension Complaint {
    /// What people are told about a journal that cannot be trusted, or not be read at all.
    ///
    /// A rollback needs no journal: it is the way back where the rollout was open.
    init(damage: any Error, of rollout: String, _ plan: Plan? = nil) {
        let place = plan.map { $0.environment + $0.target.options } ?? "ENVIRONMENT"
        var next = [
            "sluice rollback \(place)   takes the traffic back without the journal, if it is split",
            "restore the file from a backup, or put it aside: sluice doctor --fix",
        ]
        if let plan, plan.target.alias == nil { next.removeFirst() }
        if case JournalDamage.newer = damage { next = ["use the newer Sluice"] }
        self.init(
            "the journal of rollout \(rollout) cannot be used",
            why: ["\(damage)"],
            now: ["Sluice changed nothing"],
            next: next
        )
    }
}
