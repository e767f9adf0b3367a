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
        guard candidateHadTraffic, areCredentialsShort(at: now), let credentials,
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
        guard let credentials, candidateHadTraffic || step == nil,
            candidateHadTraffic ? areCredentialsShort(at: now) : areCredentialsTooShort(at: now)
        else { return nil }
        if !candidateHadTraffic, plan.onHold.credentials == .rollback {
            let end = now.advanced(by: plan.timeNeeded)
            let text =
                "the credentials end at \(credentials.until.clockText), "
                + "and the rollout needs until \(end.clockText)"
            return Agenda(decision: .rollBack(Reason(.credentials, text)))
        }
        let reason = Hold.credentials(until: credentials.until)
        guard hold?.reason == reason else { return Agenda(decision: .hold(reason)) }
        return Agenda(actions: pending.map { [$0] } ?? [])
    }

    /// Whether they end before the plan does, where they cannot be renewed.
    private func areCredentialsTooShort(at now: Timestamp) -> Bool {
        guard let credentials, !credentials.isRenewable, !plan.isByHand else { return false }
        return credentials.until < now.advanced(by: plan.timeNeeded)
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
