// SPDX-License-Identifier: Apache-2.0
import SluiceBase

// Everything before traffic: the writes, the waits for AWS to settle, the gates.
extension Rollout {
    /// What is still to do before a gate may run; `nil` when the candidate is ready.
    func preparation(at now: Timestamp) -> Agenda? {
        if plan.work.createsFunction, (tries[.createFunction]?.succeeded ?? 0) == 0 {
            guard functionExisted else {
                return sending(.createFunction, at: now) { .createFunction(attempt: $0) }
            }
            if let latest, latest.createdBy != plan.rollout {
                return stop("\(plan.target.function) was created by someone else meanwhile")
            }
        }
        let touchesLatest =
            plan.work.createsFunction || plan.work.updatesCode || plan.work.updatesConfiguration
            || plan.work.publishes
        if touchesLatest, candidate == nil || plan.strategy.isDirect {
            if let agenda = updates(at: now) { return agenda }
        }
        if plan.strategy.isDirect { return nil }
        if candidate == nil {
            return sending(.publishVersion, at: now) { .publishVersion(attempt: $0) }
        }
        return candidateIsReady ? unfitCandidate : awaitingCandidate(at: now)
    }

    /// The updates of `$LATEST`, each after the one before has settled.
    private func updates(at now: Timestamp) -> Agenda? {
        guard let latest, latest.isSettled else {
            return pending.map { Agenda(actions: [$0]) }
                ?? settling(at: now) { .readFunction(attempt: $0) }
        }
        if let planned = plan.latestRevision, latest.revision != planned, !hasTouchedLatest {
            let text = "someone else changed $LATEST while this rollout was planned"
            return Agenda(decision: .rollBack(Reason(.drift, text)))
        }
        if let before = publishing ?? refused {
            // Once it may be published, nothing of it is the plan's to change any more.
            let strays = Plan.strays(
                from: before,
                to: latest.configuration,
                beside: plan,
                isWritten: publishing != nil
            )
            if let stray = strays.first {
                let text = "someone else changed $LATEST meanwhile: \(stray.text)"
                return Agenda(decision: .rollBack(Reason(.drift, text)))
            }
        }
        if latest.state == .failed {
            let why = latest.reason ?? "AWS gives no reason"
            return stop("the function's state is Failed (\(why)); delete it and deploy again")
        }
        if plan.work.updatesConfiguration, !plan.settings.isConfigured(in: latest.configuration),
            !isAccepted(.updateConfiguration, latest)
        {
            guard mayUpdate(.updateConfiguration, latest) else {
                return stop("AWS refused the configuration: \(latest.reason ?? "no reason given")")
            }
            return sending(.updateConfiguration, at: now) { .updateConfiguration(attempt: $0) }
        }
        if plan.work.updatesCode, let code = plan.code,
            latest.configuration.codeSha256 != code.sha256
                || !plan.settings.isArchitecture(of: latest.configuration)
        {
            guard mayUpdate(.updateCode, latest) else {
                return stop("AWS refused the code: \(latest.reason ?? "no reason given")")
            }
            return sending(.updateCode, at: now) { .updateCode(attempt: $0) }
        }
        return nil
    }

    private var hasTouchedLatest: Bool {
        [WriteKind.updateConfiguration, .updateCode, .publishVersion]
            .contains { (tries[$0]?.sent ?? 0) > 0 }
    }

    /// AWS may write a value its own way: what it accepted once is not sent again and again.
    private func isAccepted(_ kind: WriteKind, _ latest: FunctionState) -> Bool {
        (tries[kind]?.succeeded ?? 0) > 0 && latest.update == .successful
    }

    /// A failed update is sent once more, then the rollout stops.
    private func mayUpdate(_ kind: WriteKind, _ latest: FunctionState) -> Bool {
        (tries[kind]?.succeeded ?? 0) < 2
    }

    private func awaitingCandidate(at now: Timestamp) -> Agenda {
        guard let candidate else { return Agenda() }
        if let state = candidateState, state.state == .failed {
            return stop(
                "\(candidate.text) could not be created: \(state.reason ?? "no reason given")"
            )
        }
        return settling(at: now) { .readVersion(version: candidate, attempt: $0) }
    }

    /// Weights need the same role and dead-letter target on both versions: AWS refuses others late.
    private var unfitCandidate: Agenda? {
        guard let state = candidateState, let code = plan.code, plan.work.publishes,
            state.configuration.codeSha256 != code.sha256
        else { return nil }
        return stop(
            "\(state.version.text) does not hold the code that was sent: someone updated it"
        )
    }

    func stop(_ text: String) -> Agenda { Agenda(decision: .rollBack(Reason(.aws, text))) }

    /// Where a gate runs: at a step that this rollout does not have means before traffic.
    private func place(of gate: Gate) -> Gate.Place {
        guard case .step(let weight) = gate.place,
            !plannedSteps.contains(where: { $0.weight == weight })
        else { return gate.place }
        return .before
    }

    /// The gates of one place that are still to run, side by side; `nil` when all of them have passed.
    func checking(_ place: Gate.Place) -> Agenda? {
        let here = plan.gates.indices.filter { self.place(of: plan.gates[$0]) == place }
        let open = here.filter { gates[$0] == nil }
        guard !open.isEmpty else { return nil }
        return Agenda(actions: open.map { .check(gate: $0, attempt: drives) })
    }

    /// The gates of these steps that are still to run: an adopted share leaves out bakes of steps that
    /// have less, never their gates.
    func checking(steps: Range<Int>) -> Agenda? {
        for step in plannedSteps[steps] {
            if let gates = checking(.step(step.weight)) { return gates }
        }
        return nil
    }
}
