// SPDX-License-Identifier: Apache-2.0
import SluiceBase

// Going back: one complete alias write, then what the survey read is put back.
extension Rollout {
    /// What is still to do until the stable version has all traffic.
    func goingBack(_ reason: Reason, at now: Timestamp) -> Agenda {
        if let pending { return Agenda(actions: [pending]) }
        // Another rollout was faster with its claim: nothing of ours is there to be taken back.
        if reason.kind == .drift, plan.fence == .alias, !hasClaimed {
            return ending(.stopped(reason), at: now)
        }
        guard let stable = plan.stable, let candidate, candidateHadTraffic else {
            return ending(.stopped(reason), at: now)
        }
        if let doubt, doubt.action.movesTraffic { return resolving(doubt, at: now) }
        guard let alias else { return Agenda(outcome: .superseded) }
        if let foreignAlias {
            // What was found before may have changed since: only what was read after a refused write of
            // ours is left as it is.
            guard alias == foreignAlias else { return writing(.rollBack, at: now) }
            if !alias.names(candidate) { return ending(.superseded, at: now) }
        }
        if owesRollBack || alias.traffic != Traffic(version: stable) {
            return writing(.rollBack, at: now)
        }
        if let agenda = restoringPrevious(at: now) { return agenda }
        return ending(.rolledBack(reason), at: now)
    }

    /// `<alias>-previous` as the survey read it; a failure there must not keep a rollback open.
    private func restoringPrevious(at now: Timestamp) -> Agenda? {
        guard previousIsWritten, !previousIsRestored, let previous = plan.previous,
            (tries[.writePrevious]?.failures ?? 0) == 0
        else { return nil }
        return writingPrevious(previous.version, at: now)
    }
}
