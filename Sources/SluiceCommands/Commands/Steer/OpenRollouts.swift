// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceDeploy

/// The open rollouts of a project, looked at again and again: what has ended is not read again.
struct OpenRollouts: Sendable {
    /// One of them, as it stands, and who drives it.
    struct Found: Sendable {
        var rollout: Rollout
        var driving: Driving?
        /// What a driver that does not answer was asked and has not taken up.
        var unheard: [Request] = []
    }

    let store: JournalStore
    let locks: TargetLock
    /// Only those of this environment.
    var environment: String?
    /// Journals that cannot be read, and may be those of open rollouts.
    private(set) var damaged: [DamagedJournal] = []
    private var ended: Set<String> = []
    private var unread: [String] = []

    init(store: JournalStore, locks: TargetLock, environment: String? = nil) {
        self.store = store
        self.locks = locks
        self.environment = environment
    }

    /// Those that are open now, the oldest first.
    mutating func look(at now: Timestamp) async throws -> [Found] {
        var found: [Found] = []
        var unread: [String] = []
        for name in try await store.names() where !ended.contains(name) {
            // What cannot be read is told below, by its kind.
            guard let rollout = try? await store.rollout(name) else {
                unread.append(name)
                continue
            }
            guard rollout.outcome == nil else {
                ended.insert(name)
                continue
            }
            guard environment == nil || environment == rollout.plan.environment else { continue }
            let driving = try await locks.driving(rollout.plan.target)
            var one = Found(rollout: rollout, driving: driving)
            if let driving, !driving.isAnswering(at: now) {
                one.unheard = try await store.requests(of: name)
                    .requests(without: Set(rollout.requests.map(\.id)))
            }
            found.append(one)
        }
        // Damaged, or its first line is just being written: only the former is told.
        if unread != self.unread {
            damaged = try await store.damaged().filter { one in
                environment == nil || one.environment == nil || one.environment == environment
            }
        }
        self.unread = unread
        return found
    }
}
