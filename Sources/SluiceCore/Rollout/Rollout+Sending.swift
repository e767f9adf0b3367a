// SPDX-License-Identifier: Apache-2.0
import SluiceBase

extension Rollout {
    /// The agenda for one write: sent, repeated after a pause when that can help, else given up.
    ///
    /// A write that is in flight is listed as it is, so that the driver does not begin a second.
    func sending(
        _ kind: WriteKind,
        at now: Timestamp,
        _ action: (_ attempt: Int) -> Action
    ) -> Agenda {
        if let pending { return Agenda(actions: [pending]) }
        let tries = tries[kind] ?? Tries()
        guard tries.failures > 0, let failure = tries.last, let failedAt = tries.failedAt else {
            return Agenda(actions: [action(tries.sent)])
        }
        // Going back is tried again whatever was said: credentials are renewed and rights are given while
        // a candidate that must go still serves.
        let mayRepeat =
            failure.isPassing || failure.isOutcomeUnknown || failure.isStaleRevision
            || failure.isConflict || kind == .rollBack
            || (kind == .writePrevious && failure.isMissing)
        guard mayRepeat, tries.failures < bound(of: kind) else { return givingUp(kind, failure) }
        let again = failedAt.advanced(
            by: failure.isStaleRevision ? .zero : pauseAfter(tries.failures, from: .zero)
        )
        return now < again ? Agenda(wakeAt: again) : Agenda(actions: [action(tries.sent)])
    }

    /// A pause that doubles with each failure.
    func pauseAfter(_ failures: Int, from floor: Duration) -> Duration {
        guard failures > 0 else { return floor }
        let factor = 1 << min(failures - 1, 10)
        return min(Limits.retryPauseMax, Limits.retryPauseMin * factor)
    }

    /// What to do when AWS does not let us go on: stop before traffic, wait with it.
    func unavailable(_ failure: Failure) -> Agenda {
        if rollingBack != nil { return Agenda(leave: .awsUnavailable(failure)) }
        guard candidateHadTraffic else {
            return Agenda(decision: .rollBack(Self.reason(of: failure)))
        }
        return Agenda(decision: .hold(.awsUnavailable(failure)))
    }

    private func givingUp(_ kind: WriteKind, _ failure: Failure) -> Agenda {
        if kind == .rollBack { return Agenda(leave: .awsUnavailable(failure)) }
        if failure.isPassing || failure.isOutcomeUnknown { return unavailable(failure) }
        return rollingBack == nil
            ? Agenda(decision: .rollBack(Self.reason(of: failure)))
            : Agenda(leave: .awsUnavailable(failure))
    }

    private func bound(of kind: WriteKind) -> Int {
        switch kind {
        case .rollBack: Limits.rollBackWritesMax
        case .shift, .complete, .createAlias, .claim: Limits.aliasWritesMax
        case .createFunction: Limits.createsMax
        default: Limits.writesMax
        }
    }

    static func reason(of failure: Failure) -> Reason {
        Reason(failure.isCredentials ? .credentials : .aws, "\(failure.code): \(failure.message)")
    }

    /// The agenda that reads a state until it has settled.
    func settling(at now: Timestamp, _ read: (_ attempt: Int) -> Action) -> Agenda {
        if let failure = reads.failure, reads.failures > 0 {
            guard failure.isPassing, reads.failures < Limits.writesMax else {
                return candidateHadTraffic
                    ? unavailable(failure) : Agenda(decision: .rollBack(Self.reason(of: failure)))
            }
        }
        if let first = reads.first, first.duration(to: now) > Limits.settlingMax {
            let text = "AWS did not settle the function within \(Limits.settlingMax.words)"
            return Agenda(decision: .rollBack(Reason(.aws, text)))
        }
        guard let last = reads.last else {
            return Agenda(actions: [read(reads.count + reads.failures)])
        }
        let pause =
            reads.failures > 0
            ? pauseAfter(reads.failures, from: .zero)
            : min(Limits.readPauseMax, Limits.readPauseMin * (1 << min(reads.count, 5)))
        let again = last.advanced(by: pause)
        return now < again
            ? Agenda(wakeAt: again) : Agenda(actions: [read(reads.count + reads.failures)])
    }
}
