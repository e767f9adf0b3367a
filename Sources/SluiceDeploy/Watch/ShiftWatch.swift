// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceCore
import SluiceWire

/// Judges a shift that somebody else performs, CodeDeploy or a person.
///
/// It writes nothing: the alias is read, each change of the weight is folded in as if it were a write
/// of our own, and the same machine as in every rollout reads the metrics and the alarms. What that
/// machine decides is the verdict. The judge is told what a deployment's plan would tell it, from the
/// hour before the shift.
///
/// ```swift
/// let end = try await ShiftWatch(target: target, guards: guards, platform: platform, clock: clock)
///     .run(until: clock.now.advanced(by: .seconds(3600)))
/// ```
public struct ShiftWatch: Sendable {
    /// How a watch ended.
    public enum End: Hashable, Sendable {
        /// Nothing was shifted.
        case quiet
        /// It still shifts, and its time is over.
        case open
        /// The candidate should have no traffic.
        case verdict(Reason)
        /// The alias serves the candidate alone; where it did so at once its next calls were judged, or
        /// the time is over.
        case promoted
        /// Somebody took the candidate's traffic away.
        case takenBack
    }

    /// What is watched, and what was seen.
    public struct Result: Sendable {
        /// How it ended.
        public var end: End
        /// What was folded; `nil` where nothing was shifted.
        public var rollout: Rollout?
        /// The lines that were folded.
        public var entries: [Entry]
        /// The alias as it was read last.
        public var alias: AliasState
    }

    let target: Target
    let guards: Guards
    let metricPeriod: Int
    let platform: LambdaPlatform
    let identity: DriverIdentity
    let observe: @Sendable (Entry, Rollout) -> Void

    /// Makes a watch of an alias; `platform` should stand on a transport that only reads.
    public init(
        target: Target,
        guards: Guards,
        metricPeriod: Int,
        platform: LambdaPlatform,
        identity: DriverIdentity,
        observe: @escaping @Sendable (Entry, Rollout) -> Void = { _, _ in }
    ) {
        self.target = target
        self.guards = guards
        self.metricPeriod = metricPeriod
        self.platform = platform
        self.identity = identity
        self.observe = observe
    }

    private var clock: any WallClock { platform.clock }

    /// Watches until the shift ends, the verdict is there, or the time is over.
    public func run(until end: Timestamp) async throws -> Result {
        var alias = try await read()
        var served: Version?
        while alias.weighted == nil, served == nil || served == alias.version {
            served = alias.version
            guard clock.now < end else {
                return Result(end: .quiet, rollout: nil, entries: [], alias: alias)
            }
            try await rest(until: min(end, clock.now.advanced(by: Limits.watchPoll)))
            alias = try await read()
        }
        var seen = begin(alias, after: served, until: end)
        while true {
            let agenda = seen.rollout.agenda(at: clock.now)
            if let decision = agenda.decision {
                add(.decided(decision: decision, evidence: seen.rollout.judge.snapshot), &seen)
                guard case .rollBack(let reason) = decision else { continue }
                return Result(end: .verdict(reason), seen, alias)
            }
            for action in agenda.actions where action.isReading {
                add(await perform(action, &seen), &seen)
            }
            if agenda.actions.contains(where: \.isReading) { continue }
            let isOver = clock.now >= end
            let isAlone = seen.rollout.completedAt != nil
            if hasEnded(seen, agenda) || isOver && isAlone && seen.isSwitch {
                add(.finished(outcome: .promoted), &seen)
                return Result(end: .promoted, seen, alias)
            }
            guard !isOver else { return Result(end: .open, seen, alias) }
            let next = clock.now.advanced(by: Limits.watchPoll)
            try await rest(until: min(end, next, agenda.wakeAt ?? next))
            let now = try await read()
            if now.traffic != alias.traffic {
                alias = now
                if let ended = follow(now, &seen) { return Result(end: ended, seen, now) }
            }
        }
    }

    /// The state of a watch: the fold, and its lines.
    struct Seen {
        var rollout: Rollout
        var entries: [Entry]
        /// Whether the candidate had traffic already when the watch began.
        let isUnderWay: Bool
        /// Whether the candidate got all calls at once: nothing ran beside it.
        let isSwitch: Bool
        /// Whether it is known what the judge is told before the first call.
        var hasTerms = false

        /// Folds all of it again on these terms: the plan is the first line.
        mutating func take(_ terms: SurveyedTerms) {
            hasTerms = true
            let (at, plan) = (entries[0].at, rollout.plan.on(terms))
            entries[0] = Entry(n: 1, at: at, event: .started(plan: plan))
            rollout = Rollout(plan, at: at)
            for entry in entries.dropFirst() { rollout.apply(entry) }
        }
    }

    /// The version that served alone before is the stable one; where nobody saw that, the newer
    /// version is the candidate, whichever of the two is the alias's own.
    static func sides(
        _ alias: AliasState,
        after served: Version?
    ) -> (stable: Version, candidate: Version, Weight)? {
        guard let weighted = alias.weighted else { return nil }
        let ownIsStable =
            served == alias.version
            || (served != weighted.version && weighted.version > alias.version)
        return ownIsStable
            ? (alias.version, weighted.version, weighted.weight)
            : (weighted.version, alias.version, weighted.weight.complement)
    }

    /// Begins with the alias as it was shifted first, after the version that served alone before, where
    /// somebody saw that, for a watch until `end`.
    private func begin(
        _ alias: AliasState,
        after served: Version?,
        until end: Timestamp
    ) -> Seen {
        let switched = (stable: served ?? alias.version, candidate: alias.version, Weight.all)
        let sides = Self.sides(alias, after: served) ?? switched
        var plan = Plan.byHand(
            Plan.watchName,
            rollout: "r-watch",
            at: clock.now,
            by: identity.who,
            environment: "",
            target: target,
            alias: AliasState(version: sides.stable, revision: alias.revision),
            candidate: sides.candidate,
            weight: sides.2,
            guards: guards,
            metricPeriod: metricPeriod
        )
        let isSwitch = alias.weighted == nil
        if isSwitch {
            // By itself it is judged like any version after 100 %, until it had the calls for that.
            let rest = clock.now.duration(to: end)
            plan.strategy.watchCalls = WatchCalls(
                calls: SluiceCore.Limits.judgedCallsMin,
                within: rest
            )
            // What is doubtful then is looked at for as long as there is time.
            plan.onHold = HoldPolicy(caution: .hold, limit: rest)
        }
        let first = Entry(n: 1, at: clock.now, event: .started(plan: plan))
        var seen = Seen(
            rollout: Rollout(plan, at: clock.now),
            entries: [first],
            isUnderWay: served == nil,
            isSwitch: isSwitch
        )
        add(.driving(driver: identity), &seen)
        add(.decided(decision: .advance(to: 0, grade: .start), evidence: nil), &seen)
        fold(isSwitch ? .complete : .shift(to: sides.2), alias, &seen)
        return seen
    }

    /// Whether the alias serves the candidate alone, and its calls were judged: those up to then, or,
    /// where nothing ran beside it, as many as are enough.
    private func hasEnded(_ seen: Seen, _ agenda: Agenda) -> Bool {
        guard let completedAt = seen.rollout.completedAt else { return false }
        return seen.isSwitch ? agenda.outcome != nil : isRead(seen, until: completedAt)
    }

    /// Takes in a change of the alias; how the watch ends with it, if it does.
    private func follow(_ alias: AliasState, _ seen: inout Seen) -> End? {
        let (stable, candidate) = (seen.rollout.plan.stable, seen.rollout.candidate)
        if let sides = Self.sides(alias, after: stable), sides.stable == stable,
            sides.candidate == candidate
        {
            fold(.shift(to: sides.2), alias, &seen)
            return nil
        }
        if alias.weighted == nil, alias.version == candidate {
            fold(.complete, alias, &seen)
            return nil
        }
        let reason = Reason(.operator, "someone else took the candidate's traffic away")
        fold(.rollBack, alias, &seen)
        add(.finished(outcome: .rolledBack(reason)), &seen)
        return .takenBack
    }

    /// Makes a reading, and with the first what is fixed before it.
    ///
    /// No call is judged without that, and what keeps it from being read keeps the metrics from being
    /// read too.
    private func perform(_ action: Action, _ seen: inout Seen) async -> Event {
        if case .observe = action, !seen.hasTerms {
            do throws(AWSFailure) {
                let survey = CallSurvey(aws: platform.aws)
                seen.take(
                    try await survey.terms(of: seen.rollout.plan, isUnderWay: seen.isUnderWay)
                )
            } catch {
                return .failed(action: action, failure: Failure(error))
            }
        }
        return await platform.perform(action, for: seen.rollout)
    }

    /// Whether the counts up to a time were read when they were complete: the calls before the last
    /// move are judged too, and a shift that nobody could read is not promoted.
    private func isRead(_ seen: Seen, until time: Timestamp) -> Bool {
        guard !guards.failures.isEmpty else { return true }
        let needed = time.roundedUp(to: seen.rollout.plan.period)
        return seen.rollout.judge.settledUntil.map { $0 >= needed } ?? false
    }

    /// Somebody's write, as if it were one of our own.
    private func fold(_ move: Move, _ alias: AliasState, _ seen: inout Seen) {
        let action = Action.moveAlias(move: move, attempt: seen.entries.count)
        add(.intended(action: action), &seen)
        add(.wrote(action: action, effect: .alias(alias)), &seen)
    }

    private func add(_ event: Event, _ seen: inout Seen) {
        let entry = Entry(n: seen.entries.count + 1, at: clock.now, event: event)
        seen.entries.append(entry)
        seen.rollout.apply(entry)
        observe(entry, seen.rollout)
    }

    private func read() async throws -> AliasState {
        guard let name = target.alias else {
            throw Complaint("a watch needs an alias", exit: .usage)
        }
        do {
            if let state = try await platform.aws.alias(name, of: target.function) { return state }
        } catch {
            throw Complaint(error, doing: "read alias \(target.text)")
        }
        throw Complaint(
            "alias \(target.text) does not exist",
            now: ["Sluice changed nothing"],
            next: ["sluice doctor --function \(target.function)"]
        )
    }

    private func rest(until time: Timestamp) async throws {
        guard time > clock.now else { return }
        try await clock.sleep(until: time, tolerance: nil)
    }
}

extension ShiftWatch.Result {
    fileprivate init(end: ShiftWatch.End, _ seen: ShiftWatch.Seen, _ alias: AliasState) {
        self.init(end: end, rollout: seen.rollout, entries: seen.entries, alias: alias)
    }
}

extension Action {
    /// Whether it is one of the readings that a watch makes.
    fileprivate var isReading: Bool {
        switch self {
        case .observe, .readAlarms: true
        default: false
        }
    }
}
