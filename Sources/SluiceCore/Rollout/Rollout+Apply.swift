// SPDX-License-Identifier: Apache-2.0
import SluiceBase

extension Rollout {
    /// Takes in what happened.
    public mutating func apply(_ entry: Entry) {
        entryCount = entry.n
        lastAt = entry.at
        switch entry.event {
        case .started: break
        case .driving(let driver): take(driver, at: entry.at)
        case .intended(let action): intend(action, at: entry.at)
        case .wrote(let action, let effect): finish(action, effect, at: entry.at)
        case .failed(let action, let failure): fail(action, failure, at: entry.at)
        case .sawFunction(_, let state): see(state, at: entry.at)
        case .woke: wakes += 1
        case .sawAlias(.readPrevious, let state): seePrevious(state, at: entry.at)
        case .sawAlias(.watchAlias, let state): glance(state, at: entry.at)
        case .sawAlias(_, let state): see(state, at: entry.at)
        case .checked(let gate, let result): gates[gate] = result
        case .observed(_, let observation) where outcome != nil:
            aftermath = aftermath(observation, at: entry.at)
        case .observed(_, let observation):
            polls += 1
            observationFailures = 0
            acceptCredentials()
            triedAt = entry.at
            lastReadWasRefused = false
            judge.take(observation, at: entry.at)
            if let calls = plan.strategy.watchCalls?.calls, completedAt != nil,
                judge.candidateOfStep.calls >= calls
            {
                watchReachedAt = watchReachedAt ?? entry.at
            }
            let askedAt = observation.askedAt ?? observation.until
            countProbes(
                until: min(observation.until, askedAt.advanced(by: .zero - plan.lag)),
                failed: observation.failedProbes ?? []
            )
        case .probed(_, let probe): take(probe, at: entry.at)
        case .sawAlarms(_, let states):
            acceptCredentials()
            take(states, at: entry.at)
        case .sawCredentials(_, let life):
            credentials = life
            credentialsAskedAt = entry.at
            credentialsAsked += 1
        case .requested(let request):
            take(request, at: entry.at)
        case .decided(let decision, _): follow(decision, at: entry.at)
        case .finished(let outcome):
            self.outcome = outcome
            finishedAt = entry.at
            judge.end(at: entry.at)
        }
    }

    /// A new process knows nothing of its own: what can be read is read again, and a write that
    /// the process before it began may have happened.
    private mutating func take(_ driver: DriverIdentity, at: Timestamp) {
        self.driver = driver
        credentials = driver.credentials
        credentialsAskedAt = nil
        areCredentialsRefused = nil
        drives += 1
        drivenAt = at
        latest = nil
        candidateIsReady = false
        reads = Reads()
        watch = Watch(polls: watch.polls)
        tries = tries.mapValues { Tries(sent: $0.sent, succeeded: $0.succeeded) }
        observationFailures = 0
        forgetAlarms()
        if let pending, pending.writesAlias {
            doubt = AliasDoubt(action: pending, mayLand: true, since: at)
        }
        pending = nil
        // Whatever was foreign is looked at afresh: somebody may have put it right.
        if rollingBack == nil { forgetForeign() }
        watchIsUnseen = completedAt != nil && plan.stable != nil && rollingBack == nil
        otherClaim = nil
        if let hold, case .drift = hold.reason { self.hold = nil }
    }

    private mutating func intend(_ action: Action, at: Timestamp) {
        pending = action
        if action.movesTraffic { judge.end(at: at) }
        if let kind = action.writeKind { tries[kind, default: Tries()].sent += 1 }
        switch action {
        // It may be published as it is now: no other may be published after it.
        case .publishVersion: publishing = publishing ?? latest?.configuration
        case .moveAlias(.shift, _), .moveAlias(.complete, _), .createAlias:
            candidateHadTraffic = true
        default: break
        }
    }

    private mutating func finish(_ action: Action, _ effect: Effect, at: Timestamp) {
        if pending == action { pending = nil }
        if let kind = action.writeKind {
            tries[kind]?.succeeded += 1
            tries[kind]?.failures = 0
        }
        reads = Reads()
        unavailableSince = nil
        switch (action, effect) {
        case (.publishVersion, .function(let state)):
            candidate = state.version
            publishedAt = at
            see(state, at: at)
        case (.writePrevious, .alias(let state)): finishPrevious(state)
        case (_, .function(let state)): latest = state
        case (_, .alias(let state)): acknowledge(action, state, at: at)
        }
    }

    /// The alias is known to be as this write wanted it.
    mutating func acknowledge(_ action: Action, _ state: AliasState, at: Timestamp) {
        seenRevisions.insert(state.revision)
        watch = Watch(polls: watch.polls, seenAt: at)
        doubt = nil
        if action.move == .restore, foreignAlias != nil {
            foreignAlias = state
            return
        }
        alias = state
        foreignAlias = nil
        if action.move == .claim { hasClaimed = true }
        guard action.movesTraffic else { return }
        adopting = nil
        candidateTookTraffic = candidateHadTraffic
        owesRollBack = false
        lateShift = nil
        switch action {
        case .moveAlias(.shift(let weight), _):
            if descent != nil {
                descent?.shiftedAt = at
                completedAt = nil
            } else if let step, steps.indices.contains(step) {
                steps[step].shiftedAt = at
                firstTrafficAt = firstTrafficAt ?? at
            }
            if plan.isWatch { completedAt = nil }
            let isRamp = descent == nil && plan.isRamp(step ?? 0)
            judge.begin(weight, at: at, isRamp: plan.isWatch ? nil : isRamp)
            noteFailuresNeeded(at: weight)
        case .moveAlias(.complete, _), .createAlias:
            completedAt = at
            firstTrafficAt = firstTrafficAt ?? at
            judge.begin(.all, at: at, isRamp: false)
        default: break
        }
    }

    private mutating func fail(_ action: Action, _ failure: Failure, at: Timestamp) {
        if pending == action { pending = nil }
        if case .renewCredentials = action {
            credentialsAskedAt = at
            credentialsAsked += 1
            return
        }
        // The first call of a version that slept may fail, and wakes it all the same.
        if case .wake = action {
            wakes += 1
            return
        }
        if case .readPrevious = action { return readOfPreviousFailed(failure, at: at) }
        if case .watchAlias = action { return glanceFailed(at: at) }
        if case .observe = action {
            observationFailures += 1
            triedAt = at
            lastReadWasRefused = failure.isCredentials
            if failure.isCredentials { areCredentialsRefused = failure }
            return
        }
        if case .readAlarms = action {
            readOfAlarmsFailed(at: at)
            if failure.isCredentials { areCredentialsRefused = failure }
            return
        }
        guard let kind = action.writeKind else {
            reads.failures += 1
            reads.failure = failure
            reads.last = at
            return readOfDoubtFailed(action, at: at)
        }
        tries[kind]?.failures += 1
        tries[kind]?.last = failure
        tries[kind]?.failedAt = at
        // An alias that is missing is read once more: somebody may have deleted it.
        let isInDoubt = failure.isOutcomeUnknown || failure.isStaleRevision || failure.isMissing
        if action.writesAlias, isInDoubt {
            doubt = AliasDoubt(action: action, mayLand: failure.isOutcomeUnknown, since: at)
        } else if case .createAlias = action, failure.isConflict {
            doubt = AliasDoubt(action: action, mayLand: false, since: at)
        } else if action.movesTraffic {
            candidateHadTraffic = candidateTookTraffic || owesRollBack
            judge.reopen()
        } else if case .createFunction = action, failure.isConflict {
            functionExisted = true
        } else if case .writePrevious = action {
            // It was deleted, made or moved meanwhile, or nobody knows: a look tells.
            previousIsStale = true
        } else if !action.writesAlias, failure.isConflict || failure.isStaleRevision {
            if failure.isStaleRevision { refused = latest?.configuration }
            latest = nil
        }
    }

    private mutating func readOfDoubtFailed(_ action: Action, at: Timestamp) {
        guard case .readAlias = action else { return }
        doubt?.readAt = at
    }

    private mutating func see(_ state: FunctionState, at: Timestamp) {
        reads.count += 1
        reads.first = reads.first ?? at
        reads.last = at
        reads.failures = 0
        if state.version == plan.sleeping, state.version != candidate {
            return seeStable(state)
        }
        guard state.version == candidate, state.version.isPublished else {
            latest = state
            return
        }
        candidateState = state
        if state.state == .active || state.state == .inactive {
            candidateIsReady = true
            reads = Reads()
        }
    }

    private mutating func follow(_ decision: Decision, at: Timestamp) {
        countHold(until: at)
        switch decision {
        case .advance(let next, let grade):
            leaveStep(at: at, as: .init(grade))
            step = next
            skipSteps(to: next, at: at)
            hold = nil
            wish = nil
            approvalSince = nil
            isHurried = grade == .promoted
            if plannedSteps.indices.contains(next) {
                steps.append(StepRecord(weight: plannedSteps[next].weight))
            }
        case .rollBack(let reason):
            leaveStep(at: at, as: reason.kind == .operator ? .aborted : .rolledBack)
            rollingBack = reason
            rollBackDecidedAt = at
            if reason.kind.isEvidence { verdict = reachedVerdict(at: at) }
            hold = nil
            tries[.rollBack] = nil
        case .hold(let reason):
            hold = HoldRecord(reason: reason, since: at)
            if case .approval = reason { approvalSince = approvalSince ?? at }
            if case .awsUnavailable = reason {
                unavailableSince = unavailableSince ?? at
                hold?.since = unavailableSince ?? at
                hold?.triedAt = at
            }
        case .release:
            areCredentialsRefused = nil
            doubt?.reads = 0
            doubt?.readAt = nil
            hold = nil
            if foreignAlias != nil { judge.renewShare() }
            forgetForeign()
            reads = Reads()
            tries = tries.mapValues { Tries(sent: $0.sent, succeeded: $0.succeeded) }
        case .extend:
            if let step, steps.indices.contains(step) {
                steps[step].extensions += 1
            } else {
                watchExtensions += 1
            }
        case .descend(let level):
            leaveStep(at: at, as: .aborted)
            descent?.level = level
            descent?.shiftedAt = nil
            tries[.shift] = nil
            hold = nil
            wish = nil
        }
    }

    /// A hold that comes from the step's metrics adds to the time that the step was held.
    private mutating func countHold(until at: Timestamp) {
        guard let hold, hold.reason.isOfStep, let step, steps.indices.contains(step) else { return }
        let held = max(.zero, hold.since.duration(to: at))
        steps[step].heldFor += held
        self.hold?.since = at
    }

    /// Steps that were left out have an end too, so that the records keep their places.
    private mutating func skipSteps(to next: Int, at: Timestamp) {
        guard plannedSteps.indices.contains(next) else { return }
        while steps.count < next {
            var skipped = StepRecord(weight: plannedSteps[steps.count].weight)
            skipped.endedAt = at
            skipped.end = .promoted
            steps.append(skipped)
        }
    }

    /// Keeps what the step needs, for the record of what its bake could have caught.
    mutating func noteFailuresNeeded(at weight: Weight) {
        guard descent == nil, let step, steps.indices.contains(step) else { return }
        steps[step].failuresNeeded = judge.failuresNeeded(at: weight)
    }

    mutating func leaveStep(at: Timestamp, as end: StepRecord.End) {
        guard let step, steps.indices.contains(step), steps[step].end == nil else { return }
        steps[step].endedAt = at
        steps[step].calls = judge.candidateOfStep.calls
        steps[step].end = end
    }
}
