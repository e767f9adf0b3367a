// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore

extension RolloutDriver {
    /// What goes on in a child task, until it ends or is cancelled.
    func perform(_ activity: Activity, for rollout: Rollout) async -> Ended {
        switch activity {
        case .action(let action):
            return .event(activity, await seams.perform(action, rollout))
        case .wake(let time):
            // Cancelled only when the drive is over: then nobody looks.
            try? await clock.sleep(until: time, tolerance: nil)
            return .woke(activity)
        case .beat:
            // As above.
            try? await clock.sleep(until: clock.now.advanced(by: Limits.beat), tolerance: nil)
            return .woke(activity)
        case .listen:
            return .asked(await listen(without: Set(rollout.requests.map(\.id))))
        case .interrupt:
            return .interrupted(await seams.interrupt())
        }
    }

    /// What is asked, as far as that is known within the time that a decision may wait for it.
    func requests(without known: Set<String>) async -> [Request] {
        guard let limit = seams.lookLimit else { return await seams.requests(known) }
        // What was not seen in time is listened for all the while.
        return await clock.within(limit) { [seams] in await seams.requests(known) } ?? []
    }

    private func listen(without known: Set<String>) async -> [Request] {
        while !Task.isCancelled {
            do {
                try await clock.sleep(
                    until: clock.now.advanced(by: seams.poll),
                    tolerance: nil
                )
            } catch {
                return []
            }
            let requests = await seams.requests(known)
            if !requests.isEmpty { return requests }
        }
        return []
    }
}
