// SPDX-License-Identifier: Apache-2.0
import SluiceStats

/// What people use today, as its documentation says, on the same courses.
enum Peer: String, CaseIterable, Sendable {
    /// The tutorial's alarm: Average of Errors over 5, which is at most 1.
    case alarmAsWritten = "the seed's alarm as written"
    /// The same alarm on the failure rate: over 5 % of the alias, two periods of 300 s.
    case alarmAsMeant = "the seed's alarm as meant (> 5 %, 2 × 300 s, alias)"
    /// The best fixed alarm that was found: over 5 % of the version, two of two minutes.
    case fixedAlarm = "best fixed alarm (version > 5 %, 2 of 2 minutes)"
    /// The two alarms of AWS SAM's guide: any error of the alias or of the version, two minutes.
    case samPair = "the SAM guide's pair of alarms"
    /// Flagger: success rate under 99 % in a minute is a failed check, five end it.
    case flagger = "Flagger style, 99 % success, threshold 5"
    /// Kayenta's Mann-Whitney judge on the minutes so far, every minute.
    case kayenta = "Kayenta's judge every minute"
    /// Argo Rollouts' example: success under 95 % over five minutes, more than three failures.
    case argo = "Argo Rollouts' documented example"

    /// The second of the rollback; `nil` when there is none.
    func decision(_ course: [Second]) -> Int? {
        let minutes = stride(from: 0, to: course.count - 59, by: 60).map { start in
            course[start..<start + 60].reduce(Batch()) { $0 + $1.calls }
        }
        switch self {
        case .alarmAsWritten: return twice(minutes, each: 5) { _ in false }
        case .alarmAsMeant: return twice(minutes, each: 5) { aliasRate($0) > 0.05 }
        case .fixedAlarm: return twice(minutes, each: 1) { candidateRate($0) > 0.05 }
        case .samPair:
            let alias = twice(minutes, each: 1) { $0.stableFailures + $0.candidateFailures > 0 }
            let version = twice(minutes, each: 1) { $0.candidateFailures > 0 }
            return [alias, version].compactMap { $0 }.min()
        case .flagger:
            // The check that finds the threshold reached is the one after the fifth failure.
            return limit(minutes, every: 1, failures: 5) { candidateRate($0) > 0.01 }
                .map { $0 + 60 }.flatMap { $0 <= course.count ? $0 : nil }
        case .kayenta: return Kayenta.decision(minutes)
        case .argo: return limit(minutes, every: 5, failures: 4) { candidateRate($0) > 0.05 }
        }
    }

    /// Two periods of some minutes in a row, looked at every minute.
    private func twice(_ minutes: [Batch], each: Int, _ isBad: (Batch) -> Bool) -> Int? {
        let sums = minutes.indices.dropFirst(each - 1).map { end in
            isBad(minutes[(end - each + 1)...end].reduce(Batch(), +))
        }
        for end in sums.indices.dropFirst(each) where sums[end] && sums[end - each] {
            return 60 * (end + each)
        }
        return nil
    }

    /// The nth bad period of some minutes.
    private func limit(
        _ minutes: [Batch],
        every: Int,
        failures: Int,
        _ isBad: (Batch) -> Bool
    ) -> Int? {
        var left = failures
        for end in stride(from: every, through: minutes.count, by: every)
        where isBad(minutes[(end - every)..<end].reduce(Batch(), +)) {
            left -= 1
            if left == 0 { return 60 * end }
        }
        return nil
    }

    private func aliasRate(_ batch: Batch) -> Double {
        Double(batch.stableFailures + batch.candidateFailures) / Double(max(1, batch.calls))
    }

    private func candidateRate(_ batch: Batch) -> Double {
        Double(batch.candidateFailures) / Double(max(1, batch.candidateCalls))
    }
}
