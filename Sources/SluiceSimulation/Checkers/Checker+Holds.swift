// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore

// What keeps a rollout from going forward, read from the journal and the world.
extension Checker {
    /// What is so at the moment, of all that a rollout may have to wait for.
    struct Holds: Sendable {
        /// A recorded hold that was not released.
        var open: Hold?
        /// Whether somebody paused the rollout and nobody has resumed it.
        var isPaused = false
        /// How often somebody consented, or wished to go on.
        var consents = 0
        /// Whether metrics were read since the last step forward.
        var hasRead = false
        /// Calls that the candidate had had when the last step forward was decided.
        var callsBefore = 0
        /// The alarms as this process read them last.
        var alarms: [AlarmState]?
        /// When that was, by the driver's clock.
        var alarmsReadAt: Timestamp?
    }

    /// Takes in what may begin or end a hold, and looks at each decision to go forward.
    mutating func checkHolds(_ entry: Entry, at: Timestamp, _ truth: Truth) {
        switch entry.event {
        case .requested(let request): asked(request)
        case .observed: holds.hasRead = true
        case .sawAlarms(_, let states):
            (holds.alarms, holds.alarmsReadAt) = (states, entry.at)
        case .driving:
            // A new process looks at the alias and the alarms for itself.
            holds.alarms = nil
            if case .drift = holds.open { holds.open = nil }
        case .sawAlias, .wrote:
            if case .drift = holds.open { holds.open = nil }
        case .decided(.hold(let hold), _): holds.open = hold
        case .decided(.release, _), .decided(.rollBack, _): holds.open = nil
        case .decided(.advance(let next, let grade), let evidence):
            let age = holds.alarmsReadAt.map { $0.duration(to: entry.at) }
            checkAdvance(to: next, grade, evidence, alarmAge: age, at: at, truth)
            (holds.open, holds.hasRead) = (nil, false)
            holds.callsBefore = candidateCalls(truth)
        default: break
        }
    }

    private mutating func asked(_ request: Request) {
        switch request.verb {
        case .pause: holds.isPaused = true
        case .resume, .stepDown, .abort: holds.isPaused = false
        case .promote, .promoteAll:
            holds.isPaused = false
            holds.consents += 1
        case .approve: holds.consents += 1
        case .adopt: if case .drift = holds.open { holds.open = nil }
        }
    }

    /// How old a reading of the alarms may be that lets something go on.
    private static let alarmsFresh = Duration.seconds(15)

    private func checkAdvance(
        to next: Int,
        _ grade: Decision.Grade,
        _ evidence: Evidence?,
        alarmAge: Duration?,
        at: Timestamp,
        _ truth: Truth
    ) {
        guard let plan, plan.stable != nil else { return }
        func expect(_ condition: Bool, _ text: @autoclosure () -> String) {
            self.expect(
                condition,
                .holdKept,
                "to step \(next) (\(grade.rawValue)) although \(text())",
                at: at
            )
        }
        expect(!holds.isPaused, "it is paused")
        let asked = plan.strategy.approvals.filter { $0.before <= next }.count
        expect(holds.consents >= asked || wasAdopted, "nobody consented")
        guard grade != .promoted else { return }
        switch holds.open {
        case nil, .approval: break
        // The project may let a quiet candidate go on.
        case .quiet: expect(grade == .unjudged && plan.onHold.quiet == .promote, "it was quiet")
        case let hold?: expect(false, "it holds: \(hold.text)")
        }
        if next > 0, !plan.guards.alarms.isEmpty {
            let age = holds.alarms == nil ? nil : alarmAge
            expect(age.map { $0 <= Self.alarmsFresh } ?? false, "nobody looked at the alarms")
            let unknown = holds.alarms?.first { $0.value != .ok }
            expect(
                unknown == nil,
                "alarm \(unknown?.name ?? "") is \(unknown?.value.rawValue ?? "")"
            )
        }
        guard grade == .baked || grade == .early, plan.strategy.steps.indices.contains(next - 1)
        else { return }
        expect(holds.hasRead, "nobody looked at the calls")
        expect((evidence?.log10 ?? 0) < 1, "the evidence says careful")
        guard plan.strategy.steps[next - 1].bake >= .seconds(plan.metricPeriod) * 3 else { return }
        let calls = candidateCalls(truth) - holds.callsBefore
        expect(calls >= 20 || wasMovedByOthers, "the candidate had \(calls) calls in the step")
    }

    private func candidateCalls(_ truth: Truth) -> Int {
        truth.packages.keys.filter { isCandidate($0, truth) }
            .reduce(0) { $0 + truth.calls[$1, default: 0] }
    }
}
