// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

// Who moves the alias, said in its description for drivers on other machines.
extension Rollout {
    /// The alias as it must be for a write of ours to go through.
    public func expected(before move: Move) -> AliasState? {
        // Someone else's traffic is never overwritten: only our claim is taken out of it.
        move == .restore ? foreignAlias ?? alias : alias
    }

    /// The description that a write gives the alias: our claim in front of its owner's text, or the
    /// owner's text alone.
    public func description(after move: Move) -> String {
        let text = expected(before: move)?.description ?? ""
        guard plan.fence == .alias else { return text }
        let own = Claim.ownText(of: text)
        switch move {
        case .rollBack, .restore: return own
        case .complete where !watches: return own
        case .claim, .shift, .complete:
            let (at, count) = (min(place, plannedSteps.count), plannedSteps.count)
            return claim.text(before: own, place: "\(at)/\(count)") ?? own
        }
    }

    /// The claim as it is to stand now.
    private var claim: Claim {
        let until = pause == nil ? deadline : deadline.advanced(by: Limits.pausedClaim)
        return Claim(rollout: plan.rollout, until: until)
    }

    /// Whether anything is still to be seen after the candidate has all traffic.
    private var watches: Bool {
        plan.strategy.watchAfter > .zero || plan.gates.contains { $0.place == .after }
    }

    /// The first write of a rollout, before anything touches `$LATEST`; `nil` once it is done.
    func claiming(at now: Timestamp) -> Agenda? {
        if let other = otherClaim ?? standingClaim(at: now) {
            let text = "rollout \(other.rollout) claims the alias, until \(other.until.iso8601)"
            return Agenda(decision: .rollBack(Reason(.drift, text)))
        }
        guard plan.fence == .alias, !hasClaimed else { return nil }
        return writing(.claim, at: now)
    }

    /// Another rollout's claim in the alias as it was read last, also by a process before this one.
    private func standingClaim(at now: Timestamp) -> Claim? {
        guard plan.fence == .alias, !hasClaimed, let alias,
            let claim = Claim(in: alias.description), claim.rollout != plan.rollout,
            claim.until > now
        else { return nil }
        return claim
    }

    /// Writes the claim again when a pause has moved the time that it stands for.
    ///
    /// A claim that cannot be written again keeps nothing from going on.
    func reclaiming(at now: Timestamp) -> Agenda? {
        guard plan.fence == .alias, hasClaimed, pause != nil || pausedFor > .zero,
            foreignAlias == nil, let alias,
            let standing = Claim(in: alias.description), standing.rollout == plan.rollout,
            standing != claim, (tries[.claim]?.failures ?? 0) == 0, pending == nil
        else { return nil }
        return writing(.claim, at: now)
    }

    /// The write that a pause asks of the claim, which would be void at the deadline; `nil` when there
    /// is none.
    public func reclaim(at now: Timestamp) -> Action? {
        guard rollingBack == nil, doubt == nil else { return nil }
        return reclaiming(at: now)?.actions.first
    }

    /// Gives the description back to its owner at the end; `nil` when that is done or cannot be done.
    func restoring(at now: Timestamp) -> Agenda? {
        guard plan.fence == .alias, (tries[.restore]?.failures ?? 0) < Limits.restoresMax,
            let state = expected(before: .restore)
        else { return nil }
        if let doubt, !doubt.action.movesTraffic {
            guard doubt.reads + reads.failures < Limits.aliasReadsMax else { return nil }
            return resolving(doubt, at: now)
        }
        guard Claim(in: state.description)?.rollout == plan.rollout else { return nil }
        if let failure = tries[.restore]?.last, tries[.restore]?.failures ?? 0 > 0,
            !failure.isPassing, !failure.isOutcomeUnknown, !failure.isStaleRevision
        {
            return nil
        }
        return writing(.restore, at: now)
    }

    /// An end, after the description was given back.
    func ending(_ outcome: Outcome, at now: Timestamp) -> Agenda {
        if let pending { return Agenda(actions: [pending]) }
        return restoring(at: now) ?? Agenda(outcome: outcome)
    }

    /// Takes in what was read after a write of the description alone.
    mutating func see(
        _ state: AliasState,
        afterDescribing move: Move,
        _ doubt: AliasDoubt,
        at: Timestamp
    ) {
        if move == .claim, claims(state, at: at) { return }
        guard state.traffic == expected(before: move)?.traffic else {
            if doubt.reads + 1 < Limits.aliasReadsMax { return }
            foreignAlias = state
            self.doubt = nil
            return
        }
        let wanted = description(after: move)
        if foreignAlias == nil { alias = state } else { foreignAlias = state }
        self.doubt = nil
        if move == .claim, state.description == wanted {
            hasClaimed = true
            tries[.claim]?.failures = 0
        }
    }

    /// Takes in that another rollout claims the alias; `false` when none does.
    mutating func claims(_ state: AliasState, at: Timestamp) -> Bool {
        guard plan.fence == .alias, rollingBack == nil, !candidateTookTraffic || !hasClaimed,
            let other = Claim(in: state.description),
            other.rollout != plan.rollout, other.until > at
        else { return false }
        alias = state
        otherClaim = other
        doubt = nil
        candidateHadTraffic = candidateTookTraffic
        judge.reopen()
        return true
    }
}
