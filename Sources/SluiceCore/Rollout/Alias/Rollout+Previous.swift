// SPDX-License-Identifier: Apache-2.0
import SluiceBase

// The alias that remembers the version served before.
extension Rollout {
    /// The agenda that points `<alias>-previous` at a version, on the condition that it is as it was
    /// read last; after a refusal it is read first.
    func writingPrevious(_ version: Version, at now: Timestamp) -> Agenda {
        if let pending { return Agenda(actions: [pending]) }
        let tries = tries[.writePrevious] ?? Tries()
        if previousIsStale, tries.failures < Limits.writesMax {
            let again = tries.failedAt?.advanced(by: pauseAfter(tries.failures, from: .zero))
            if let again, now < again { return Agenda(wakeAt: again) }
            return Agenda(actions: [.readPrevious(attempt: tries.failures)])
        }
        return sending(.writePrevious, at: now) {
            .writePrevious(version: version, creating: previous == nil, attempt: $0)
        }
    }

    /// Takes in a reading of it: what is there already need not be written.
    mutating func seePrevious(_ state: AliasState?, at: Timestamp) {
        previous = state
        previousIsStale = false
        let wanted = rollingBack == nil ? plan.stable : plan.previous?.version
        if let state, let wanted, state.traffic == Traffic(version: wanted) {
            finishPrevious(state)
        }
    }

    /// It points where it is to point.
    mutating func finishPrevious(_ state: AliasState) {
        previous = state
        previousIsStale = false
        tries[.writePrevious]?.failures = 0
        if rollingBack == nil { previousIsWritten = true } else { previousIsRestored = true }
    }

    /// Takes in that it could not be read: that counts as one more try of the write.
    mutating func readOfPreviousFailed(_ failure: Failure, at: Timestamp) {
        tries[.writePrevious, default: Tries()].failures += 1
        tries[.writePrevious]?.last = failure
        tries[.writePrevious]?.failedAt = at
    }
}
