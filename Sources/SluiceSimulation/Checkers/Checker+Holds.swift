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
        /// Whether somebody wished to go on since the last step forward.
        var isHurried = false
        /// Whether it has come as far as it was to go by itself.
        var hasReached = false
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
            (holds.open, holds.hasRead, holds.isHurried) = (nil, false, false)
            holds.callsBefore = candidateCalls(truth)
        default: break
        }
    }

    private mutating func asked(_ request: Request) {
        switch request.verb {
        case .pause:
            holds.isPaused = true
            holds.hasReached = holds.hasReached || request.isMilestone
        case .resume, .stepDown, .abort: holds.isPaused = false
        case .promote, .promoteAll:
            holds.isPaused = false
            holds.isHurried = true
            holds.consents += 1
        case .approve: holds.consents += 1
        case .adopt: if case .drift = holds.open { holds.open = nil }
        }
    }

    /// How old a reading of the alarms may be that lets something go on.
    private static let alarmsFresh = Duration.seconds(15)

    /// The evidence from which on a step may end before its bake, as a power of ten: 20 to 1.
    private static let shownMin = 1.301

    private func checkAdvance(
        to next: Int,
        _ grade: Decision.Grade,
        _ evidence: Evidence?,
        alarmAge: Duration?,
        at: Timestamp,
        _ truth: Truth
    ) {
        func expect(_ condition: Bool, _ text: @autoclosure () -> String) {
            self.expect(
                condition,
                .holdKept,
                "to step \(next) (\(grade.rawValue)) although \(text())",
                at: at
            )
        }
        guard let plan else { return }
        expect(
            grade == .promoted || !passesMilestone(of: plan, next),
            "it was to go to \(plan.until ?? "") and no further"
        )
        guard plan.stable != nil else { return }
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
        if grade == .early {
            expect(plan.strategy.promotesEarly, "nobody asked for that")
            let shown = evidence?.early ?? 0
            expect(shown >= Self.shownMin, "10^\(shown) is no evidence that it is good")
        }
        expect(holds.hasRead, "nobody looked at the calls")
        expect((evidence?.log10 ?? 0) < 1, "the evidence says careful")
        guard plan.strategy.steps[next - 1].bake >= .seconds(plan.metricPeriod) * 3 else { return }
        let calls = candidateCalls(truth) - holds.callsBefore
        expect(calls >= 20 || wasMovedByOthers, "the candidate had \(calls) calls in the step")
    }

    /// Whether this step lies beyond the one at which the rollout was to be left open, and that has
    /// not come yet; a person may have gone beyond it.
    private func passesMilestone(of plan: Plan, _ next: Int) -> Bool {
        guard let until = plan.until, !holds.hasReached, !wasAdopted else { return false }
        let index = plan.strategy.steps.firstIndex { $0.weight.percentText == until }
        let place = index.map { $0 + 1 } ?? 0
        return (lastAdvance?.to ?? -1) < place && next >= place
    }

    /// The watch after 100 % lasts as long as the plan says, or has the calls that it says.
    func checkWatch(of plan: Plan, at: Timestamp, _ truth: Truth) {
        guard let raisedAt, !holds.isHurried, !wasAdopted, !wasMovedByOthers else { return }
        let stood = raisedAt.duration(to: at)
        let watch = plan.strategy.watchCalls
        let calls = candidateCalls(truth) - holds.callsBefore
        expect(
            stood >= watch?.within ?? plan.strategy.watchAfter
                || watch.map { calls >= $0.calls } ?? false,
            .bake,
            "it was watched for \(stood.words) and \(calls) calls",
            at: at
        )
    }

    /// Calls of its own count as well: they are judged like those of others.
    private func candidateCalls(_ truth: Truth) -> Int {
        truth.packages.keys.filter { isCandidate($0, truth) }
            .reduce(0) { $0 + truth.calls[$1, default: 0] + truth.probes[$1, default: 0] }
    }
}
