// SPDX-License-Identifier: Apache-2.0
import SluiceBase

@testable import SluiceCore

/// A world that answers every action at once, and a driver without concurrency, for the machine.
///
/// Time jumps to where the agenda wants to wake.
struct Walk {
    /// How each version behaves, and what goes wrong.
    struct World {
        var callsPerSecond = 100
        /// Failures per hundred calls of the candidate, from this second of the walk on.
        var candidateFails: (percent: Int, from: Int) = (0, 0)
        var stableFails = 0
        var gatesFail: Set<Int> = []
        /// Calls that fail: the n-th write of the alias, with this failure; `true`: the effect is there.
        var aliasFailures: [Int: (failure: Failure, effective: Bool)] = [:]
        /// As above, for writes of the description alone.
        var claimFailures: [Int: (failure: Failure, effective: Bool)] = [:]
        /// Someone else sets this description just before the n-th write of the description alone.
        var claims: [Int: String] = [:]
        /// Someone else sets this traffic just before the n-th write of the alias.
        var foreign: [Int: Traffic] = [:]
        var metricsAreSilent = false
        /// What becomes of the candidate's probes: the call fails, or AWS refuses it, or a record of
        /// its log matches a pattern.
        var probesFail = false
        var probesHaveNoAnswer = false
        var probesFailInLogs = false
        /// Metrics become readable this long after the calls.
        var metricsDelay = 0
        /// What is not readable yet is told of as if there had been no calls.
        var lateMetricsLookEmpty = false
        /// Reads of the alias fail until this second of the walk.
        var aliasReadsFailUntil = 0
        /// The n-th read of the alias still shows this.
        var staleReads: [Int: AliasState] = [:]
        /// The n-th look between two writes still shows this.
        var staleGlances: [Int: AliasState] = [:]
        /// Someone else sets this at this second of the walk.
        var moves: (second: Int, state: AliasState)?
        var versionSettlesAfter = 2
        /// How long the credentials last: as the driver says it first, and when it asks again.
        var credentials: CredentialLife?
        var renewed: CredentialLife?
        /// Metrics are refused for their credentials between these seconds of the walk.
        var expired = 0..<0
        /// Metrics are refused for being asked too often between these seconds of the walk.
        var throttled = 0..<0
        /// The stable version stays asleep.
        var sleeps = false
        /// Someone else moved `<alias>-previous` to this version since the survey.
        var previousMoved: Version?
        /// States of the alarms that guard, from a second of the walk on; else OK.
        var alarms: [(name: String, from: Int, value: AlarmState.Value)] = []
        /// Readings of the alarms fail between these seconds of the walk.
        var alarmsUnreadable = 0..<0
    }

    var world: World
    var now = Timestamp(second: 1_000_000)
    var entries: [Entry] = []
    var rollout: Rollout
    var alias: AliasState?
    var latest: FunctionState?
    var versions: [FunctionState]
    var previous: Version?
    var aliasWrites = 0
    var descriptionWrites = 0
    var performed: [Action] = []
    /// The traffic that was served, since when.
    var served: [(at: Timestamp, traffic: Traffic)] = []
    /// A request that arrives at this second of the walk.
    var abortAt: Int? {
        get { asks.first?.second }
        set { asks = newValue.map { [($0, .abort)] } ?? [] }
    }
    /// Requests, and the second of the walk at which each arrives.
    var asks: [(second: Int, verb: Request.Verb)] = []
    private var asked = 0
    var left: Hold?
    var aliasReads = 0
    var aliasGlances = 0
    static let missing = Failure(code: "NotFound", message: "", status: 404)
    static let away = Failure(
        code: "NoAnswer",
        message: "no answer",
        isOutcomeUnknown: true,
        isPassing: true
    )
    static let expired = Failure(
        code: "ExpiredTokenException",
        message: "expired",
        status: 403,
        isCredentials: true
    )
    private var revision = 1

    init(_ plan: Plan, world: World = World(), versions: [FunctionState] = []) {
        self.world = world
        rollout = Rollout(plan, at: now)
        entries = [Entry(n: 1, at: now, event: .started(plan: plan))]
        alias = plan.alias
        self.versions = versions
        latest = versions.last.map {
            FunctionState(
                version: .latest,
                revision: plan.latestRevision ?? "l0",
                configuration: $0.configuration
            )
        }
        if let alias { served.append((now, alias.traffic)) }
        let driver = DriverIdentity(
            pid: 1,
            host: "test",
            who: "test",
            credentials: world.credentials
        )
        record(.driving(driver: driver))
    }

    /// Walks until the rollout ends, is left open, or nothing can move any more (`nil`).
    mutating func run(maxSteps: Int = 20_000) -> Outcome? {
        for _ in 0..<maxSteps {
            if let ask = nextAsk, now.second - 1_000_000 >= ask.second {
                asked += 1
                let request = Request(id: "\(asked)", verb: ask.verb, who: "mira", at: now)
                record(.requested(request: request))
            }
            if let move = world.moves, now.second - 1_000_000 >= move.second {
                world.moves = nil
                alias = move.state
                served.append((now, move.state.traffic))
            }
            let agenda = rollout.agenda(at: now)
            if let decision = agenda.decision {
                record(.decided(decision: decision, evidence: rollout.judge.snapshot))
            } else if let outcome = agenda.outcome {
                if rollout.outcome == nil { record(.finished(outcome: outcome)) }
                return outcome
            } else if let hold = agenda.leave {
                left = hold
                return nil
            } else if let action = agenda.actions.first {
                performed.append(action)
                if action.writes { record(.intended(action: action)) }
                now = now.advanced(by: .milliseconds(20))
                record(perform(action))
            } else if var wake = agenda.wakeAt ?? nextAskAt {
                wake = min(wake, nextAskAt ?? wake)
                precondition(wake > now, "the agenda wakes in the past")
                now = wake
            } else {
                return nil
            }
        }
        return nil
    }

    private var nextAsk: (second: Int, verb: Request.Verb)? {
        asked < asks.count ? asks[asked] : nil
    }
    private var nextAskAt: Timestamp? {
        nextAsk.map { Timestamp(second: 1_000_000 + Int64($0.second)) }
    }

    mutating func record(_ event: Event) {
        let entry = Entry(n: entries.count + 1, at: now, event: event)
        entries.append(entry)
        rollout.apply(entry)
    }

    /// What the world makes of an action.
    mutating func perform(_ action: Action) -> Event {
        switch action {
        case .readFunction:
            if var state = latest {
                state.update = .successful
                state.state = .active
                latest = state
                return .sawFunction(action: action, state: state)
            }
            return .failed(action: action, failure: Self.missing)
        case .readVersion(let version, let attempt):
            guard var state = versions.first(where: { $0.version == version }) else {
                return .failed(action: action, failure: Self.missing)
            }
            if world.sleeps, version == Version(41) {
                state.state = .inactive
                return .sawFunction(action: action, state: state)
            }
            state.state = attempt >= world.versionSettlesAfter ? .active : .pending
            return .sawFunction(action: action, state: state)
        case .watchAlias: return glance(action)
        case .readAlias:
            aliasReads += 1
            if now.second - 1_000_000 < world.aliasReadsFailUntil {
                return .failed(action: action, failure: Self.away)
            }
            return .sawAlias(action: action, state: world.staleReads[aliasReads] ?? alias)
        case .createFunction, .updateCode, .updateConfiguration: return update(action)
        case .publishVersion:
            guard var state = latest else { fatalError("published nothing") }
            state.version = Version(versions.count + 41)
            state.state = .pending
            versions.append(state)
            return .wrote(action: action, effect: .function(state))
        case .wake: return .woke(action: action)
        case .readPrevious:
            return .sawAlias(
                action: action,
                state: previous.map { AliasState(version: $0, revision: "q") }
            )
        case .writePrevious(let version, let creating, _):
            return writePrevious(action, version, creating)
        case .createAlias, .moveAlias: return write(action)
        case .check(let gate, _):
            now = now.advanced(by: .seconds(3))
            let passed = !world.gatesFail.contains(gate)
            return .checked(
                gate: gate,
                result: GateResult(passed: passed, detail: passed ? "ok" : "no", took: .seconds(3))
            )
        case .readAlarms(let poll):
            if world.alarmsUnreadable.contains(Int(now.second - 1_000_000)) {
                return .failed(action: action, failure: Self.away)
            }
            return .sawAlarms(poll: poll, states: alarmStates)
        case .probe(let round): return probe(round)
        case .renewCredentials:
            return .sawCredentials(action: action, life: world.renewed ?? world.credentials)
        case .observe(let from, let poll):
            if world.expired.contains(Int(now.second - 1_000_000)) {
                return .failed(action: action, failure: Self.expired)
            }
            if world.throttled.contains(Int(now.second - 1_000_000)) {
                let failure = Failure(code: "Throttling", message: "Rate exceeded", status: 400)
                return .failed(action: action, failure: failure)
            }
            return .observed(poll: poll, observation: observation(from: from))
        }
    }

    private var alarmStates: [AlarmState] {
        rollout.plan.guards.alarms.map { alarm in
            let last = world.alarms.last {
                $0.name == alarm.name && $0.from <= Int(now.second - 1_000_000)
            }
            return AlarmState(name: alarm.name, value: last?.value ?? .ok, reason: "5 of 60")
        }
    }

    private mutating func glance(_ action: Action) -> Event {
        aliasGlances += 1
        return .sawAlias(action: action, state: world.staleGlances[aliasGlances] ?? alias)
    }

    private mutating func probe(_ round: Int) -> Event {
        now = now.advanced(by: .milliseconds(30))
        guard !world.probesHaveNoAnswer else {
            let trouble = "TooManyRequestsException: slow down"
            return .probed(round: round, probe: Probe(trouble: trouble))
        }
        return .probed(
            round: round,
            probe: Probe(
                stable: .init(request: "s\(round)", hasFailed: false),
                candidate: .init(request: "p\(round)", hasFailed: world.probesFail)
            )
        )
    }

    private mutating func writePrevious(
        _ action: Action,
        _ version: Version,
        _ creating: Bool
    ) -> Event {
        if let moved = world.previousMoved, rollout.previous?.revision != "q" {
            previous = moved
            let status = creating ? 409 : 412
            let failure = Failure(code: "Conflict", message: "", status: status)
            return .failed(action: action, failure: failure)
        }
        previous = version
        return .wrote(
            action: action,
            effect: .alias(AliasState(version: version, revision: "p"))
        )
    }

    private mutating func update(_ action: Action) -> Event {
        let plan = rollout.plan
        var configuration =
            latest?.configuration
            ?? Configuration(codeSha256: "", role: "", memory: 128, timeout: 3)
        if let code = plan.code, action.writeKind != .updateConfiguration {
            configuration.codeSha256 = code.sha256
        }
        if action.writeKind != .updateCode {
            configuration.timeout = plan.settings.timeout ?? configuration.timeout
            configuration.role = plan.settings.role ?? configuration.role
        }
        revision += 1
        let state = FunctionState(
            version: .latest,
            state: action.writeKind == .createFunction ? .pending : .active,
            update: .inProgress,
            revision: "l\(revision)",
            configuration: configuration,
            createdBy: plan.rollout
        )
        latest = state
        return .wrote(action: action, effect: .function(state))
    }

    private mutating func write(_ action: Action) -> Event {
        revision += 1
        if let move = action.move, !move.movesTraffic { return describe(action, move) }
        aliasWrites += 1
        if let foreign = world.foreign[aliasWrites] {
            alias = AliasState(
                version: foreign.version,
                weighted: foreign.weighted,
                revision: "f\(revision)",
                description: alias?.description ?? ""
            )
            served.append((now, foreign))
        }
        let fault = world.aliasFailures[aliasWrites]
        if let fault, !fault.effective { return .failed(action: action, failure: fault.failure) }
        if let alias, alias.revision != rollout.alias?.revision {
            let failure = Failure(code: "PreconditionFailedException", message: "", status: 412)
            return .failed(action: action, failure: failure)
        }
        guard let desired = rollout.desiredTraffic(of: action) else { fatalError("nothing wanted") }
        let state = AliasState(
            version: desired.version,
            weighted: desired.weighted,
            revision: "a\(revision)",
            description: action.move.map { rollout.description(after: $0) } ?? ""
        )
        alias = state
        served.append((now, desired))
        if let fault { return .failed(action: action, failure: fault.failure) }
        return .wrote(action: action, effect: .alias(state))
    }

    /// A write of the description alone.
    private mutating func describe(_ action: Action, _ move: Move) -> Event {
        descriptionWrites += 1
        if let theirs = world.claims[descriptionWrites] {
            alias?.description = theirs
            alias?.revision = "f\(revision)"
        }
        let fault = world.claimFailures[descriptionWrites]
        if let fault, !fault.effective { return .failed(action: action, failure: fault.failure) }
        guard var state = alias, state.revision == rollout.expected(before: move)?.revision else {
            let failure = Failure(code: "PreconditionFailedException", message: "", status: 412)
            return .failed(action: action, failure: failure)
        }
        state.revision = "a\(revision)"
        state.description = rollout.description(after: move)
        alias = state
        if let fault { return .failed(action: action, failure: fault.failure) }
        return .wrote(action: action, effect: .alias(state))
    }

    private func observation(from: Timestamp) -> Observation {
        let period = Int64(rollout.plan.metricPeriod)
        let end = (now.second - Int64(world.metricsDelay)) / period * period
        guard !world.metricsAreSilent else { return Observation(windows: [], until: from) }
        var windows: [Timestamp: Observation.Window] = [:]
        for second in from.second..<max(end, from.second) {
            let at = Timestamp(second: second)
            guard let traffic = served.last(where: { $0.at <= at })?.traffic,
                let candidate = rollout.candidate
            else { continue }
            let share = traffic.weight(of: candidate)
            let calls = world.callsPerSecond * share.basisPoints / 10_000
            let isBad = Int(second) - 1_000_000 >= world.candidateFails.from
            let failures = isBad ? calls * world.candidateFails.percent / 100 : 0
            let others = world.callsPerSecond - calls
            let start = Timestamp(second: second / period * period)
            var window =
                windows[start] ?? .init(start: start, stable: Counts(), candidate: Counts())
            window.stable += Counts(failures: others * world.stableFails / 100, calls: others)
            window.candidate += Counts(failures: failures, calls: calls)
            windows[start] = window
        }
        return Observation(
            windows: windows.values.sorted { $0.start < $1.start },
            until: Timestamp(
                second: world.lateMetricsLookEmpty ? now.second / period * period : end
            ),
            failedProbes: world.probesFailInLogs
                ? rollout.probeRequests.filter { $0.hasPrefix("p") }.sorted() : nil
        )
    }
}
