// SPDX-License-Identifier: Apache-2.0
import SluiceBase

// The alias rule: what an alias write may follow from, and what its answer means.
extension Rollout {
    /// What a write makes the alias serve; `nil` when there is nothing to name yet.
    public func desiredTraffic(of action: Action) -> Traffic? {
        if let move = action.move, !move.movesTraffic { return expected(before: move)?.traffic }
        guard let candidate else { return nil }
        switch action {
        case .createAlias, .moveAlias(.complete, _): return Traffic(version: candidate)
        case .moveAlias(.shift(let weight), _):
            return plan.stable.map { .split(stable: $0, candidate: candidate, at: weight) }
        case .moveAlias(.rollBack, _): return plan.stable.map { Traffic(version: $0) }
        default: return nil
        }
    }

    /// Takes in a reading of the alias.
    mutating func see(_ state: AliasState?, at: Timestamp) {
        settle(state, at: at)
        adopt(at: at)
    }

    private mutating func settle(_ state: AliasState?, at: Timestamp) {
        let isNew = state.map { seenRevisions.insert($0.revision).inserted } ?? false
        reads.count += 1
        reads.last = at
        reads.failures = 0
        unavailableSince = nil
        guard let doubt else {
            return watchIsUnseen ? lookAgain(state) : compare(state, isNew: isNew)
        }
        self.doubt?.reads += 1
        self.doubt?.readAt = at
        guard let state else {
            if case .createAlias = doubt.action {
                self.doubt = nil
            } else if rollingBack != nil || doubt.reads + 1 >= Limits.aliasReadsMax {
                alias = nil
                self.doubt = nil
            }
            return
        }
        if let move = doubt.action.move, !move.movesTraffic {
            return see(state, afterDescribing: move, doubt, at: at)
        }
        if state.traffic == alias?.traffic, claims(state, at: at) { return }
        let isWanted = state.traffic == desiredTraffic(of: doubt.action)
        if isWanted, doubt.action.move == .rollBack, !isNew {
            // A reading may be stale, and a shift may still land: only an answered write proves it,
            // or a revision that came after ours, on which no write that is under way can land.
            alias = state
            foreignAlias = nil
            self.doubt = nil
            owesRollBack = true
        } else if isWanted {
            acknowledge(doubt.action, state, at: at)
        } else if state.traffic == alias?.traffic {
            // Not there: it is sent again with the revision and description just read.
            if doubt.mayLand, doubt.action.movesTraffic { lateShift = doubt.action }
            alias = state
            self.doubt = nil
            judge.reopen()
            // The reading may be stale, and a write that nobody heard of may still be on its way: it
            // ends with the next write that is answered, because that changes the revision.
            owesRollBack = owesRollBack || doubt.mayLand || rollingBack != nil
            candidateHadTraffic =
                candidateTookTraffic || owesRollBack || rollingBack != nil && candidateHadTraffic
        } else if rollingBack != nil {
            // Going back overwrites what still names the candidate; this line records what that was.
            alias = state
            foreignAlias = state
            self.doubt = nil
            owesRollBack = false
        } else if doubt.reads + 1 >= Limits.aliasReadsMax {
            foreignAlias = state
            self.doubt = nil
            judge.reopen()
        }
    }

    /// Takes in a reading while the alias is known to be someone else's.
    ///
    /// A revision that was seen before is older than what was found: such a reading says nothing.
    private mutating func compare(_ state: AliasState?, isNew: Bool) {
        guard let state else { return }
        let known = [alias?.revision, foreignAlias?.revision]
        guard isNew || known.contains(state.revision) else { return }
        if state.traffic == alias?.traffic {
            alias = state
            foreignAlias = nil
        } else {
            foreignAlias = state
        }
    }

    /// Takes in a reading of a new process while the candidate should serve alone: it may be stale.
    private mutating func lookAgain(_ state: AliasState?) {
        if let state, state.traffic == alias?.traffic {
            alias = state
        } else if reads.count < Limits.aliasReadsMax {
            return
        } else if let state {
            foreignAlias = state
        } else {
            alias = nil
        }
        watchIsUnseen = false
    }

    /// The agenda of a new process in the watch: while someone else may have moved the alias, its
    /// calls are not known to be the candidate's.
    func lookingAgain(at now: Timestamp) -> Agenda {
        let count = reads.count + reads.failures
        if reads.failures >= Limits.writesMax, let failure = reads.failure {
            return unavailable(failure)
        }
        let again = reads.last?.advanced(by: pauseAfter(count, from: .zero)) ?? now
        return now < again ? Agenda(wakeAt: again) : Agenda(actions: [.readAlias(attempt: count)])
    }

    /// The agenda that finds out what became of an alias write.
    func resolving(_ doubt: AliasDoubt, at now: Timestamp) -> Agenda {
        let isGoingBack = rollingBack != nil
        let readsMax = isGoingBack ? Limits.rollBackWritesMax : Limits.aliasReadsMax
        let failuresMax = isGoingBack ? Limits.rollBackWritesMax : Limits.writesMax
        guard doubt.reads < readsMax, reads.failures < failuresMax else {
            let failure = Failure(code: "AliasUnknown", message: "the alias could not be read")
            return unavailable(reads.failure ?? failure)
        }
        let pause = pauseAfter(doubt.reads + reads.failures, from: .zero)
        if let readAt = doubt.readAt, now < readAt.advanced(by: pause) {
            return Agenda(wakeAt: readAt.advanced(by: pause))
        }
        return Agenda(actions: [.readAlias(attempt: doubt.reads + reads.failures)])
    }

    /// The agenda that sends an alias write, or repeats it.
    func writing(_ move: Move, at now: Timestamp) -> Agenda {
        let kind: WriteKind =
            switch move {
            case .shift: .shift
            case .complete: .complete
            case .rollBack: .rollBack
            case .claim: .claim
            case .restore: .restore
            }
        return sending(kind, at: now) { .moveAlias(move: move, attempt: $0) }
    }

    /// The agenda while someone else holds the alias: look again, and wait for a person.
    func waitingForAlias(at now: Timestamp) -> Agenda {
        // A look between two writes may have found it: then nothing was read yet.
        let next = (reads.last ?? hold?.since ?? now).advanced(by: Limits.driftPause)
        guard now >= next else { return Agenda(wakeAt: next) }
        return Agenda(actions: [.readAlias(attempt: reads.count + reads.failures)])
    }
}
