// SPDX-License-Identifier: Apache-2.0
import SluiceCore
import SluiceDeploy

/// Which rollout a command means: a rollout's name, an environment, or the only one that is open.
enum RolloutChoice {
    /// The open rollout that is meant; `nil` when nothing is open.
    ///
    /// - Throws: `Complaint` (usage) that lists them when several could be meant, and when there is
    ///   no rollout of the name; a journal's damage where the rollout could be in it.
    static func open(
        _ name: String?,
        in store: JournalStore,
        verb: String
    ) async throws -> RolloutSummary? {
        let all = try await store.summaries()
        if let name, name.hasPrefix("r-") { return try named(name, all.good, all.damaged) }
        let open = all.good.filter { summary in
            summary.outcome == nil && (name.map { $0 == summary.environment } ?? true)
        }
        guard open.count > 1 else {
            if open.isEmpty, let damage = all.damaged.last { throw damage }
            return open.first
        }
        throw Complaint(
            "\(open.count) rollouts are open: say which",
            why: open.map { "\($0.rollout) of \($0.target.text) in \($0.environment)" },
            now: [Complaint.nothingChanged],
            next: open.map { "sluice \(verb) \($0.rollout)" },
            exit: .usage
        )
    }

    /// The rollout of a name, or of the beginning of one.
    static func named(_ name: String, in store: JournalStore) async throws -> RolloutSummary {
        let all = try await store.summaries()
        return try named(name, all.good, all.damaged)
    }

    private static func named(
        _ name: String,
        _ all: [RolloutSummary],
        _ damaged: [Complaint]
    ) throws -> RolloutSummary {
        let found = all.filter { $0.rollout == name || $0.rollout.hasPrefix(name) }
        if let only = found.first, found.count == 1 { return only }
        if let damage = damaged.last, found.isEmpty { throw damage }
        throw Complaint(
            found.isEmpty
                ? "there is no rollout \(name) in this project"
                : "\(name) could mean \(found.count) rollouts",
            why: found.map(\.rollout),
            now: [Complaint.nothingChanged],
            next: ["sluice history"],
            exit: .usage
        )
    }
}
