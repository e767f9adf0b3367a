// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore

/// One run of a driver: what is in flight, and whether somebody wishes to stop.
struct Drive {
    typealias Group = ThrowingTaskGroup<Ended, any Error>

    private let driver: RolloutDriver
    private var recorder: Recorder
    private var inFlight: Set<Activity> = []
    private var leaving: Interrupt?
    private var wasInterrupted = false
    private var canBeInterrupted = true
    /// The pause that the milestone made.
    private var stop: String?

    init(driver: RolloutDriver, recorder: Recorder) {
        self.driver = driver
        self.recorder = recorder
    }

    private var rollout: Rollout { recorder.rollout }
    private var now: Timestamp { driver.clock.now }
    private var writesInFlight: [Action] { inFlight.compactMap(\.write) }

    /// The loop: look at the agenda, start what is missing, take in what ends.
    mutating func run(in group: inout Group) async throws -> DriveEnd {
        try await record(.driving(driver: driver.identity))
        try await foldRequests()
        var decisions = 0
        while true {
            try Task.checkCancellation()
            if let leaving, writesInFlight.isEmpty { return .interrupted(leaving) }
            let agenda = rollout.agenda(at: now)
            if isAtMilestone, agenda.decision == nil, agenda.outcome == nil,
                !agenda.actions.contains(where: \.writes), writesInFlight.isEmpty
            {
                return .reached
            }
            if let decision = agenda.decision, leaving == nil {
                // A process that slept finds what was asked meanwhile before it decides anything.
                if try await foldRequests() { continue }
                if let milestone, milestone.isReached(by: decision, in: rollout) {
                    try await pause(at: milestone)
                    continue
                }
                decisions += 1
                guard decisions < Limits.decisionsInARow else { throw circles }
                let evidence = rollout.judge.snapshot
                try await record(.decided(decision: decision, evidence: evidence))
                continue
            }
            decisions = 0
            if let outcome = agenda.outcome, leaving == nil {
                // What was asked during the last write is answered before the end is recorded.
                if try await foldRequests() { continue }
                try await record(.finished(outcome: outcome))
                return .finished(outcome)
            }
            if let hold = agenda.leave, writesInFlight.isEmpty { return .left(hold) }
            if try await start(agenda, in: &group) { continue }
            guard let ended = try await group.next() else {
                preconditionFailure("something is always in flight")
            }
            if let interrupt = try await take(ended) { return .interrupted(interrupt) }
        }
    }

    /// How far the plan goes, until that was reached once: who goes on from there goes to the end.
    private var milestone: Milestone? {
        guard let text = rollout.plan.until, !rollout.requests.contains(where: \.isMilestone) else {
            return nil
        }
        return Milestone(text: text)
    }

    /// Whether the rollout is paused because it came as far as it was to go.
    private var isAtMilestone: Bool {
        guard let stop, rollout.pause?.id == stop, case .paused = rollout.hold?.reason else {
            return false
        }
        return true
    }

    /// Pauses the rollout, so that its clocks stand still until somebody goes on with it.
    private mutating func pause(at milestone: Milestone) async throws {
        let request = Request(
            id: "\(Request.milestone)\(rollout.entryCount)",
            verb: .pause,
            who: driver.identity.who,
            at: now,
            reason: "--until \(milestone.text)"
        )
        stop = request.id
        try await fold([request])
    }

    private var circles: Complaint {
        Complaint(
            "rollout \(rollout.plan.rollout) decides in circles",
            why: [
                "\(Limits.decisionsInARow) decisions followed each other; that is a fault of Sluice"
            ],
            next: ["sluice abort \(rollout.plan.rollout)"]
        )
    }

    /// Starts what the agenda lists and is not in flight; `true` when a request came in first.
    ///
    /// While somebody wishes to stop nothing is started: what writes is only waited for.
    private mutating func start(_ agenda: Agenda, in group: inout Group) async throws -> Bool {
        if leaving == nil {
            for action in agenda.actions where !inFlight.contains(.action(action)) {
                if action.writes {
                    guard writesInFlight.isEmpty else { continue }
                    if try await foldRequests() { return true }
                    try await record(.intended(action: action))
                }
                begin(.action(action), in: &group)
            }
            let earliest = inFlight.compactMap(\.wakeTime).min()
            if let wakeAt = agenda.wakeAt, earliest.map({ wakeAt < $0 }) ?? true {
                begin(.wake(at: wakeAt), in: &group)
            }
            if !inFlight.contains(.listen) { begin(.listen, in: &group) }
        }
        if driver.seams.beat != nil, !inFlight.contains(.beat) { begin(.beat, in: &group) }
        if canBeInterrupted, !inFlight.contains(.interrupt) { begin(.interrupt, in: &group) }
        return false
    }

    private mutating func begin(_ activity: Activity, in group: inout Group) {
        inFlight.insert(activity)
        let (driver, rollout) = (driver, rollout)
        group.addTask { await driver.perform(activity, for: rollout) }
    }

    /// Takes in the end of an activity; an interrupt when the driver is to leave at once.
    private mutating func take(_ ended: Ended) async throws -> Interrupt? {
        switch ended {
        case .event(let activity, let event):
            inFlight.remove(activity)
            try await record(event)
        case .woke(let activity):
            inFlight.remove(activity)
            if activity == .beat { await driver.seams.beat?() }
        case .asked(let requests):
            inFlight.remove(.listen)
            try await fold(requests)
        case .interrupted(let interrupt):
            inFlight.remove(.interrupt)
            guard let interrupt else {
                canBeInterrupted = false
                return nil
            }
            return try await take(interrupt)
        }
        return nil
    }

    /// The first wish follows the plan's policy, the second is granted at once.
    private mutating func take(_ interrupt: Interrupt) async throws -> Interrupt? {
        if wasInterrupted { return interrupt }
        wasInterrupted = true
        switch rollout.plan.onInterrupt {
        case .leave: leaving = interrupt
        case .rollback:
            let request = Request(
                id: "\(interrupt.rawValue)-\(rollout.entryCount)",
                verb: .abort,
                who: driver.identity.who,
                at: now,
                reason: interrupt.signal
            )
            try await fold([request])
        }
        return nil
    }

    /// Folds what was asked while nobody listened; `true` when there was anything.
    @discardableResult
    private mutating func foldRequests() async throws -> Bool {
        let requests = await driver.requests(without: rollout.knownRequests)
        try await fold(requests)
        return !requests.isEmpty
    }

    private mutating func fold(_ requests: [Request]) async throws {
        for request in requests where !rollout.knownRequests.contains(request.id) {
            try await record(.requested(request: request))
        }
    }

    private mutating func record(_ event: Event) async throws {
        let entry = try await recorder.record(event)
        await driver.seams.observe(entry, recorder.rollout)
    }

    // MARK: without a journal

    /// One last write without the journal: a split alias that nobody watches is the worst state.
    mutating func rescue(
        after failure: Recorder.Failure,
        in group: inout Group
    ) async throws -> JournalFailure {
        while !writesInFlight.isEmpty, let ended = try await group.next() {
            guard case .event(let activity, let event) = ended else { continue }
            inFlight.remove(activity)
            recorder.remember(event)
        }
        let rescue = await giveBack()
        return JournalFailure(
            reason: failure.reason,
            rescue: rescue,
            rollout: rollout,
            isOfStore: failure.isOfStore
        )
    }

    /// Takes the candidate's traffic away, whatever is known of it; what became of the write.
    private mutating func giveBack() async -> Event? {
        var last: Event?
        for attempt in 0..<Limits.rescueAttempts where rollout.mayServeCandidate {
            if attempt > 0 {
                let end = now.advanced(by: Limits.rescuePause * (1 << (attempt - 1)))
                // Cancelled: then there is no more time to wait, and the write is tried at once.
                try? await driver.clock.sleep(until: end, tolerance: nil)
            }
            if !rollout.candidateHasTraffic || last != nil {
                // A write without an answer is settled by reading before another one is sent.
                let read = await driver.seams.perform(.readAlias(attempt: attempt), rollout)
                recorder.remember(read)
                if case .sawAlias(let action, let state?) = read, rollout.isGivenBack(state) {
                    return last == nil ? nil : .wrote(action: action, effect: .alias(state))
                }
                guard rollout.candidateHasTraffic else {
                    last = last ?? read
                    continue
                }
            }
            let action = Action.moveAlias(move: .rollBack, attempt: attempt)
            let event = await driver.seams.perform(action, rollout)
            recorder.remember(event)
            last = event
            if case .wrote = event { break }
        }
        return last
    }
}

extension Request {
    /// How the ids of pauses begin that a milestone made.
    fileprivate static let milestone = "until-"
    fileprivate var isMilestone: Bool { verb == .pause && id.hasPrefix(Self.milestone) }
}

extension Activity {
    fileprivate var wakeTime: Timestamp? {
        if case .wake(let time) = self { time } else { nil }
    }
}

extension Rollout {
    /// The requests that the journal holds already.
    fileprivate var knownRequests: Set<String> { Set(requests.map(\.id)) }

    /// Whether the candidate has traffic that could be taken away from it, or may have: also while
    /// nobody knows what became of a write.
    fileprivate var mayServeCandidate: Bool {
        plan.stable != nil && outcome == nil && candidateHadTraffic && mayHaveMovedTraffic
    }

    /// What a way down found when it began can stay: without a journal it has not begun.
    private var mayHaveMovedTraffic: Bool {
        guard plan.isGradualRollback else { return true }
        return hasBegun && (candidateIsInDoubt || alias?.traffic != plan.alias?.traffic)
    }

    fileprivate func isGivenBack(_ alias: AliasState) -> Bool {
        alias.traffic == plan.stable.map { Traffic(version: $0) }
    }
}
