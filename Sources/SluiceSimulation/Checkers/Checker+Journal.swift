// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore

// What the journal may say, and whether it is so.
extension Checker {
    mutating func recorded(_ entry: Entry, by pid: Int, at: Timestamp, _ truth: Truth) {
        acts(pid, at: at)
        expect(entry.n == entryCount + 1, .journalOrder, "entry \(entry.n) is not next", at: at)
        entryCount = entry.n
        if isFinished, !isCountedOnceMore, case .observed = entry.event {
            isCountedOnceMore = true
            return
        }
        expect(!isFinished, .journalOrder, "an entry follows the end", at: at)
        checkHolds(entry, at: at, truth)
        switch entry.event {
        case .started(let plan):
            self.plan = plan
            humanDescription = plan.alias?.description
        case .intended(let action): intended = action
        case .checked(let gate, let result):
            if result.passed { passedGates.insert(gate) }
        case .wrote(.moveAlias, .alias(let state)), .wrote(.createAlias, .alias(let state)):
            acknowledgedTraffic = state.traffic
        case .sawAlias(_, let state):
            // What is as the driver wants it, or as it wrote it with a journal, counts as its own,
            // whoever made it so: nobody knows of what was written without one.
            let own = [recordedTraffic, wanted(truth)]
            if let traffic = state?.traffic, own.contains(traffic) {
                acknowledgedTraffic = traffic
            }
        case .requested(let request):
            wasPromoted = wasPromoted || request.verb == .promoteAll
            guard request.verb == .adopt else { break }
            wasAdopted = true
            ownTraffic = request.traffic ?? ownTraffic
        case .decided(let decision, let evidence):
            decided(decision, evidence, at: at, truth)
        case .finished(let outcome):
            isFinished = true
            check(outcome, at: at, truth)
        default: break
        }
    }

    /// What the last intended way forward makes the alias serve.
    private func wanted(_ truth: Truth) -> Traffic? {
        let candidates = truth.packages.keys.filter { $0.isPublished && isCandidate($0, truth) }
        guard let stable = plan?.stable, let candidate = candidates.max() else { return nil }
        switch intended {
        case .moveAlias(.shift(let weight), _):
            return .split(stable: stable, candidate: candidate, at: weight)
        case .moveAlias(.complete, _): return Traffic(version: candidate)
        default: return nil
        }
    }

    private mutating func decided(
        _ decision: Decision,
        _ evidence: Evidence?,
        at: Timestamp,
        _ truth: Truth
    ) {
        if let evidence, let plan {
            for (version, counts) in [(plan.stable, evidence.stable)] + candidates(evidence, truth)
            {
                guard let version else { continue }
                // Once somebody else has split the alias, nobody can tell whose calls were whose.
                expect(
                    wasMovedByOthers || counts.calls <= truth.calls[version, default: 0],
                    .realEvidence,
                    "\(counts.calls) calls of \(version.text) judged, there were "
                        + "\(truth.calls[version, default: 0])",
                    at: at
                )
            }
        }
        switch decision {
        case .advance(let next, let grade):
            expect(
                next == (lastAdvance?.to ?? -1) + 1 || wasAdopted
                    || wasPromoted && grade == .promoted,
                .stepOrder,
                "step \(next) after \(lastAdvance.map { "\($0.to)" } ?? "none")",
                at: at
            )
            expect(
                !isGoingBack && !isGoingDown,
                .noRiseGoingBack,
                "step \(next) is decided on",
                at: at
            )
            lastAdvance = (next, grade)
        case .rollBack: isGoingBack = true
        case .descend: isGoingDown = true
        default: break
        }
    }

    private func candidates(_ evidence: Evidence, _ truth: Truth) -> [(Version?, Counts)] {
        truth.packages.keys.sorted().filter { $0.isPublished && isCandidate($0, truth) }
            .suffix(1).map { ($0, evidence.candidate) }
    }

    private mutating func check(_ outcome: Outcome, at: Timestamp, _ truth: Truth) {
        guard let plan, !plan.strategy.isDirect else { return }
        let weight = weight(truth)
        // Who took the traffic away without a journal is somebody else to those that come after.
        let isOthers =
            switch truth.lastMover {
            case .someoneElse: true
            case .driver(let pid): withoutJournal.contains(pid)
            }
        let isTrue =
            switch outcome {
            case .promoted, .promotedUnjudged: weight == .all || isOthers && ownTraffic != nil
            case .rolledBack: weight == .none || isOthers
            case .stopped: weight == .none || isOthers || plan.stable == nil
            case .superseded: isOthers
            }
        expect(
            isTrue,
            .trueOutcome,
            "\(outcome.word), and the alias serves \(truth.traffic?.text ?? "nothing")",
            at: at
        )
        if truth.traffic != nil, let humanDescription {
            expect(
                truth.description.hasSuffix(humanDescription),
                .descriptionKept,
                "'\(truth.description)' in the place of '\(humanDescription)'",
                at: at
            )
        }
        guard outcome == .promoted || outcome == .promotedUnjudged else { return }
        checkWatch(of: plan, at: at, truth)
        guard let stable = plan.stable else { return }
        checkGates(of: plan, before: .max, truth, at: at) { gate in
            "gate \(gate.name) has not passed, and the rollout is \(outcome.word)"
        }
        expect(
            truth.previous == stable,
            .previousKept,
            "it names \(truth.previous?.text ?? "nothing")",
            at: at
        )
    }
}
