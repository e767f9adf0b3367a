// SPDX-License-Identifier: Apache-2.0
import SluiceBase

// Credentials that end: a rollout must not lose its hands in the middle of a bake.
extension Rollout {
    /// When the end of the credentials is so near that something must be done.
    private var credentialsDue: Timestamp? {
        credentials?.until.advanced(by: .zero - Limits.credentialsLeft)
    }

    /// Whether they are about to end, also after they were asked for once more.
    private func areCredentialsShort(at now: Timestamp) -> Bool {
        guard let due = credentialsDue, now >= due, let credentialsAskedAt else { return false }
        return credentialsAskedAt >= due
    }

    /// Going back while it is still possible; `nil` when there is no need, or a hold is wanted.
    func credentialsReason(at now: Timestamp) -> Reason? {
        guard mustEndForCredentials(at: now), let credentials,
            plan.onHold.credentials == .rollback
        else { return nil }
        return Reason(.credentials, Hold.credentials(until: credentials.until).text)
    }

    /// What is done without credentials that last: before traffic no step is begun that they could
    /// not end, and with traffic nothing goes further up.
    func shortOfCredentials(at now: Timestamp) -> Agenda? {
        if let failure = areCredentialsRefused, candidateHadTraffic {
            return unavailable(failure)
        }
        guard let credentials, candidateHadTraffic || step == nil else { return nil }
        if !candidateHadTraffic, mustAskForCredentials(at: now) {
            // The answer is awaited before anything follows from it.
            return Agenda(actions: pending.map { [$0] } ?? [])
        }
        guard
            candidateHadTraffic
                ? mustEndForCredentials(at: now) : areCredentialsTooShort(at: now)
        else { return nil }
        if !candidateHadTraffic, plan.onHold.credentials == .rollback {
            return Agenda(decision: .rollBack(tooShort(credentials, at: now)))
        }
        let reason = Hold.credentials(until: credentials.until)
        guard hold?.reason == reason else { return Agenda(decision: .hold(reason)) }
        return Agenda(actions: pending.map { [$0] } ?? [])
    }

    /// Whether a rollout with traffic goes no further up for their end.
    private func mustEndForCredentials(at now: Timestamp) -> Bool {
        candidateHadTraffic && credentialsReserve > .zero && areCredentialsShort(at: now)
    }

    /// The time before their end in which a rollout with traffic goes back: none where no bake and
    /// no watch could be cut short.
    private var credentialsReserve: Duration {
        let isWatched = plan.expectedDuration > .zero || plan.strategy.watchCalls != nil
        return isWatched ? Limits.credentialsLeft : .zero
    }

    /// Until when the rollout may need them, in which it could still go back at the end.
    private func credentialsNeeded(at now: Timestamp) -> Timestamp {
        now.advanced(by: plan.timeNeeded + credentialsReserve)
    }

    /// Whether a rollout that began now would be taken back for their end, where no longer ones can
    /// be had.
    private func areCredentialsTooShort(at now: Timestamp) -> Bool {
        guard let credentials, !plan.isByHand,
            !credentials.isRenewable || areCredentialsShort(at: now)
        else { return false }
        return credentials.until < credentialsNeeded(at: now)
    }

    /// Whether they are about to end and longer ones have not been asked for.
    private func mustAskForCredentials(at now: Timestamp) -> Bool {
        guard let credentials, credentials.isRenewable, !plan.isByHand, let due = credentialsDue,
            now >= due
        else { return false }
        return credentialsAskedAt.map { $0 < due } ?? true
    }

    private func tooShort(_ credentials: CredentialLife, at now: Timestamp) -> Reason {
        let needed = "and the rollout needs until \(credentialsNeeded(at: now).clockText)"
        let reserve =
            credentialsReserve > .zero ? ", \(credentialsReserve.words) of it to go back in" : ""
        return Reason(
            .credentials,
            "the credentials end at \(credentials.until.clockText), \(needed)\(reserve)"
        )
    }

    /// Adds the next time at which longer credentials are asked for.
    func mindingCredentials(at now: Timestamp, _ agenda: inout Agenda) {
        guard let due = credentialsDue, rollingBack == nil, agenda.decision == nil,
            agenda.outcome == nil, agenda.leave == nil
        else { return }
        var next = due
        if let hold, case .credentials = hold.reason { next = now }
        if let credentialsAskedAt {
            next = max(next, credentialsAskedAt.advanced(by: Limits.credentialsPause))
        }
        guard now >= next else { return agenda.wake(at: next) }
        agenda.actions.append(.renewCredentials(attempt: credentialsAsked))
    }

    /// AWS answered: what it refused before was the old credentials.
    mutating func acceptCredentials() {
        guard areCredentialsRefused != nil || hold?.reason.isOfCredentials ?? false else { return }
        areCredentialsRefused = nil
        unavailableSince = nil
    }
}

extension Hold {
    /// Whether AWS refuses the credentials.
    fileprivate var isOfCredentials: Bool {
        if case .awsUnavailable(let failure) = self { failure.isCredentials } else { false }
    }
}
