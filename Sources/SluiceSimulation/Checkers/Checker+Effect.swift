// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore

// What a write may do to the world.
extension Checker {
    mutating func took(_ effect: SimEffect) {
        let (before, after) = (effect.before, effect.after)
        for share in after.traffic?.shares ?? [] {
            expect(
                after.packages[share.version] != nil,
                .versionExists,
                "the alias names \(share.version.text), which does not exist",
                at: effect.at
            )
        }
        guard case .driver = effect.by else { return tookForeign(effect) }
        tookPublishing(effect)
        checkClaim(effect)
        guard before.traffic != after.traffic else { return }
        checkTraffic(effect)
        checkRise(effect)
        checkForeign(effect)
        ownTraffic = after.traffic
        if !effect.sent.isWithoutJournal { recordedTraffic = after.traffic }
    }

    /// A version answered calls that came through the alias.
    mutating func answered(by version: Version, at: Timestamp, _ truth: Truth) {
        // What somebody else has set is somebody else's.
        guard let plan, case .driver = truth.lastMover else { return }
        let isOwn =
            version == plan.stable || version.isPublished && isCandidate(version, truth)
        expect(
            isOwn,
            .ownAnswers,
            "calls were answered by \(version.text), which is neither stable nor candidate",
            at: at
        )
        // Versions do not change.
        if isOwn { answering.insert(version) }
    }

    private mutating func tookForeign(_ effect: SimEffect) {
        if effect.after.description != effect.before.description {
            humanDescription = Claim.ownText(of: effect.after.description)
        }
        guard effect.before.traffic != effect.after.traffic else { return }
        wasMovedByOthers = true
        raisedAt = nil
    }

    /// Who claims the alias, before anything else of the function is written.
    private mutating func checkClaim(_ effect: SimEffect) {
        guard let plan, plan.fence == .alias else { return }
        if let claim = Claim(in: effect.before.description), claim.rollout != plan.rollout,
            claim.until > effect.at, effect.before.description != effect.after.description
        {
            expect(
                hasClaimed || effect.sent.isGoingBack,
                .claimKept,
                "'\(effect.before.description)' was overwritten",
                at: effect.at
            )
        }
        if Claim(in: effect.after.description)?.rollout == plan.rollout { hasClaimed = true }
        expect(
            hasClaimed || effect.sent.isGoingBack || effect.sent.isWithoutJournal,
            .claimFirst,
            "\(effect.operation) before the claim",
            at: effect.at
        )
    }

    private mutating func tookPublishing(_ effect: SimEffect) {
        let new = effect.after.packages.keys.filter { effect.before.packages[$0] == nil }
            .filter(\.isPublished)
        guard !new.isEmpty else { return }
        expect(
            publishedByUs.isEmpty,
            .oneVersion,
            "\(new.map(\.text)) after \(publishedByUs.map(\.text))",
            at: effect.at
        )
        publishedByUs += new
    }

    /// Who may be served, and with which share.
    private mutating func checkTraffic(_ effect: SimEffect) {
        guard let plan, let traffic = effect.after.traffic else { return }
        for share in traffic.shares {
            expect(
                share.version == plan.stable || isCandidate(share.version, effect.after),
                .knownPackage,
                "\(share.version.text) holds \(effect.after.packages[share.version] ?? "nothing")",
                at: effect.at
            )
        }
        let weight = weight(effect.after)
        let weights = [.none, .all] + plan.strategy.steps.map(\.weight)
        expect(
            weights.contains(weight),
            .plannedWeight,
            "the candidate has \(weight.text)",
            at: effect.at
        )
        if effect.sent.isWithoutJournal {
            expect(
                weight <= self.weight(effect.before),
                .recordedAdvance,
                "the weight rises without a journal",
                at: effect.at
            )
        }
    }

    /// When the candidate's share may become greater.
    private mutating func checkRise(_ effect: SimEffect) {
        guard let plan else { return }
        let (before, after) = (weight(effect.before), weight(effect.after))
        guard after > before else { return }
        expect(
            !effect.sent.isGoingBack,
            .noRiseGoingBack,
            "from \(before.text) to \(after.text)",
            at: effect.at
        )
        let steps = plan.stable == nil ? [] : plan.strategy.steps
        let next = effect.sent.step ?? -1
        let wanted: Weight? =
            next == steps.count ? .all : steps.indices.contains(next) ? steps[next].weight : nil
        expect(
            wanted == after,
            .recordedAdvance,
            "the candidate gets \(after.text), decided was \(wanted?.text ?? "nothing")",
            at: effect.at
        )
        checkGates(of: plan, before: next, effect.after, at: effect.at) { gate in
            "gate \(gate.name) has not passed, and the candidate gets \(after.text)"
        }
        if let raisedAt, let left = steps.last(where: { $0.weight == before }), next > 0,
            let least = least(of: left)
        {
            let stood = raisedAt.duration(to: effect.at)
            expect(
                stood >= least,
                .bake,
                "\(before.text) stood \(stood.words) of \(least.words)",
                at: effect.at
            )
        }
        raisedAt = effect.at
    }

    /// How long a step stands at least before it is left as was decided; `nil`: nobody waits.
    private func least(of step: Step) -> Duration? {
        switch lastAdvance?.grade {
        case .baked, .unjudged: step.bake
        // What is shown to be good needs no whole bake, and a minute all the same.
        case .early: min(step.bake, .seconds(60))
        case .start, .promoted, nil: nil
        }
    }

    /// What someone else set is held, or taken back by a rollback that is recorded.
    private mutating func checkForeign(_ effect: SimEffect) {
        // What was written without a journal is unknown to those who come after; and who was never
        // answered cannot tell what was there before from what somebody has put back.
        let surveyed = plan?.alias?.traffic
        let expected = [
            ownTraffic, recordedTraffic ?? surveyed, acknowledgedTraffic ?? surveyed,
        ]
        guard effect.before.lastMover == .someoneElse, let traffic = effect.before.traffic,
            plan?.alias != nil, !expected.contains(traffic)
        else { return }
        let isRescue = effect.sent.isWithoutJournal && weight(effect.after) == .none
        expect(
            isGoingBack || isRescue,
            .foreignKept,
            "\(traffic.text) was set by someone else, and \(effect.after.traffic?.text ?? "") written",
            at: effect.at
        )
        let isNamed = traffic.shares.contains { isCandidate($0.version, effect.before) }
        expect(
            isNamed,
            .foreignKept,
            "\(traffic.text) does not name the candidate, and was overwritten",
            at: effect.at
        )
    }
}
