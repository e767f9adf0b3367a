// SPDX-License-Identifier: Apache-2.0
import SluiceBase
public import SluiceCore

/// A rollout, its world and its faults, all of them drawn from one seed.
public struct SwarmCase: Sendable {
    /// The shapes of rollouts that there are.
    public enum Shape: String, CaseIterable, Sendable {
        case direct, allAtOnce, canary, linear, steps, blueGreen, firstAlias, firstFunction
        case aliasOnly, gradualRollback
    }

    /// What the candidate is like.
    public enum Candidate: String, CaseIterable, Sendable {
        case good, bad, lateBad, slightlyBad, noisyBoth, broken
    }

    /// The seed.
    public let seed: UInt64
    /// The shape of its rollout.
    public let shape: Shape
    /// What its candidate is like.
    public let candidate: Candidate
    /// How callers and versions behave.
    public let profile: SimWorld.Profile
    /// How traffic moves.
    public let strategy: Strategy
    /// What goes wrong.
    public var faults: FaultPlan
    /// What its plan asks for beside.
    public var extras: Set<Extra> { beside.kinds }

    private let beside: Extras
    private let gates: [Gate]
    private let onHold: HoldPolicy
    private let onInterrupt: InterruptPolicy
    private let changesMemory: Bool
    private let approvedAfter: Duration?

    /// Draws the case of a seed.
    ///
    /// - Parameters:
    ///   - seed: The seed.
    ///   - allowed: The faults that may strike.
    ///   - extras: What its plan may ask for beside; with fewer of them it is the case that the seed
    ///     had before the others were drawn.
    public init(
        seed: UInt64,
        allowed: [Fault] = Fault.allCases,
        extras: Set<Extra> = Set(Extra.allCases)
    ) {
        self.seed = seed
        var random = SeededRandom(seed: seed).fork("case")
        let beginning = random.fork("extras")
        func pick<T>(_ list: [T]) -> T { list[Int(random.fraction() * Double(list.count))] }
        let drawn = pick(Shape.allCases.filter { $0 != .gradualRollback })
        // Drawn aside, so that the seeds found before there was this shape keep their cases.
        var aside = random.fork("gradual")
        shape = aside.fraction() < 0.1 ? .gradualRollback : drawn
        var beside = Extras(of: extras, for: shape, beginning)
        candidate = beside.candidate(pick(Candidate.allCases))
        let isMinutes = random.fraction() < 0.1
        beside.isMinutes = isMinutes
        var profile = Self.profile(candidate, isMinutes, &random)
        let unit = Duration.seconds(isMinutes ? 60 * (1 + Int64(random.fraction() * 4)) : 0)
        let bakes = (0..<5).map { _ -> Duration in
            isMinutes ? unit : .milliseconds(Int64(1000 + random.fraction() * 7000))
        }
        var strategy = Self.strategy(shape, bakes, isWatched: random.fraction() < 0.3)
        gates = Self.gates(strategy, &random)
        // Drawn aside as well: before, all of them passed.
        var luck = random.fork("gates")
        profile.failingGates = Set(["run", "url"].filter { _ in luck.fraction() < 0.2 })
        var onHold = HoldPolicy(
            quiet: pick(HoldPolicy.Quiet.allCases),
            caution: pick(HoldPolicy.Doubt.allCases),
            stale: pick(HoldPolicy.Doubt.allCases),
            credentials: aside.fraction() < 0.5 ? .hold : .rollback,
            limit: .seconds(20 + Int64(random.fraction() * 100)),
            maxSilence: .seconds(10 + Int64(random.fraction() * 60))
        )
        onInterrupt = pick(InterruptPolicy.allCases)
        changesMemory = random.fraction() < 0.3
        let asks = random.fraction() < 0.1
        let before = min(pick([0, 1]), strategy.steps.count)
        if asks, !strategy.isDirect {
            strategy.approvals = [Approval(before: before, timeout: .seconds(20))]
        }
        approvedAfter =
            asks && random.fraction() < 0.7
            ? .milliseconds(Int64(random.fraction() * 30_000)) : nil
        beside.change(&strategy)
        beside.change(&profile)
        beside.change(&onHold)
        self.beside = beside
        self.onHold = onHold
        self.strategy = strategy
        let watch = strategy.watchCalls?.within ?? strategy.watchAfter
        let length = strategy.steps.reduce(watch) { $0 + $1.bake }
        faults = Self.faults(seed, beside.some(of: allowed), within: length, random)
        // Where nothing else is wrong the world itself may be odd, so that the seeds found before
        // there was that keep their cases.
        var odd = random.fork("odd")
        if faults.windows.isEmpty, beside.kinds.isEmpty, odd.fraction() < 0.5,
            profile.callsPerSecond >= 10
        {
            Self.makeOdd(&profile, odd.fraction() < 0.5)
        }
        self.profile = profile
    }

    /// How callers and versions behave, as far as that goes by what the candidate is like.
    private static func profile(
        _ candidate: Candidate,
        _ isMinutes: Bool,
        _ random: inout SeededRandom
    ) -> SimWorld.Profile {
        var profile = SimWorld.Profile()
        profile.metricPeriod = isMinutes ? 60 : 1
        profile.callsPerSecond = [0, 1, 10, 40, 40][Int(random.fraction() * 5)]
        profile.latencies = ["old": 20, "new": 25]
        switch candidate {
        case .good: break
        case .bad: profile.failureRates = ["new": 0.5]
        case .lateBad:
            profile.failureRates = ["new": 0.5]
            profile.failuresFrom = Int64(random.fraction() * 20)
        case .slightlyBad: profile.failureRates = ["new": 0.04, "old": 0.005]
        case .noisyBoth: profile.failureRates = ["new": 0.02, "old": 0.02]
        case .broken: profile.broken = ["new"]
        }
        return profile
    }

    /// What goes wrong; where nothing does, people may pause the rollout all the same, or its log grows
    /// too fast, because what these are for shows where nothing else stops it.
    private static func faults(
        _ seed: UInt64,
        _ allowed: [Fault],
        within length: Duration,
        _ random: SeededRandom
    ) -> FaultPlan {
        let begin = SimWorld.beginning
        let drawn = FaultPlan(seed: seed, of: allowed, from: begin, length: length + .seconds(4))
        var steered = random.fork("steered")
        var logged = random.fork("logged")
        guard drawn.windows.isEmpty else { return drawn }
        let lonely: Fault? =
            steered.fraction() < 0.4 ? .held : logged.fraction() < 0.3 ? .logGrows : nil
        guard let lonely, allowed.contains(lonely) else { return drawn }
        return FaultPlan([lonely], seed: seed, from: begin, to: begin.advanced(by: length))
    }

    /// Versions that fail alike and often, or calls that are not shared as the weights say.
    private static func makeOdd(_ profile: inout SimWorld.Profile, _ isSick: Bool) {
        profile.callsPerSecond = 100
        profile.failuresFrom = 0
        profile.failureRates = isSick ? ["new": 0.3, "old": 0.3] : [:]
        profile.shareFactor = isSick ? 1 : 3
    }

    private static func strategy(
        _ shape: Shape,
        _ bakes: [Duration],
        isWatched: Bool
    ) -> Strategy {
        func steps(_ percents: [Int]) -> Strategy.Shape {
            .steps(zip(percents, bakes).map { Step(weight: .percent($0), bake: $1) })
        }
        var strategy =
            switch shape {
            case .direct: Strategy(name: "direct", shape: .direct)
            case .allAtOnce: Strategy(name: "all-at-once", shape: .steps([]))
            case .blueGreen:
                Strategy(name: "blue-green", shape: .steps([]), watchAfter: bakes[0])
            case .linear, .gradualRollback: Strategy(name: "linear", shape: steps([25, 50, 75]))
            case .steps, .aliasOnly: Strategy(name: "steps", shape: steps([5, 30, 60, 90]))
            case .canary, .firstAlias, .firstFunction:
                Strategy(name: "canary", shape: steps([10]))
            }
        if isWatched, !strategy.isDirect { strategy.watchAfter = bakes[4] }
        return strategy
    }

    private static func gates(_ strategy: Strategy, _ random: inout SeededRandom) -> [Gate] {
        let check = Gate.Check.invoke(payload: .map([:]), expect: Expectation())
        var gates: [Gate] = []
        if random.fraction() < 0.6 { gates.append(Gate(name: "invoke", check: check)) }
        if random.fraction() < 0.2, let step = strategy.steps.first {
            gates.append(
                Gate(
                    name: "run",
                    place: .step(step.weight),
                    check: .run(command: "true", directory: "")
                )
            )
        }
        if random.fraction() < 0.2 {
            gates.append(Gate(name: "url", place: .after, check: .url("http://localhost/")))
        }
        return gates
    }

    /// Whether an alarm guards the rollout: where one flaps, so that all other seeds keep their cases,
    /// and in a hotfix, which may go out although it is red.
    private var isGuarded: Bool {
        (faults.windows[.alarmFlapping] != nil || extras.contains(.hotfix))
            && !strategy.isDirect && shape != .gradualRollback
    }

    /// Whether records of the log count as failures: where it may grow too fast, for the same reason.
    private var readsLog: Bool { faults.windows[.logGrows] != nil && !strategy.isDirect }

    private var guards: Guards {
        var guards = Guards(
            failures: readsLog ? [.function, .log(pattern: "ERROR")] : [.function],
            alarms: isGuarded ? [AlarmGuard(name: SimWorld.guarding)] : []
        )
        beside.change(&guards)
        return guards
    }

    /// What guards a way down: it is looked after by no alarm, and reads no log.
    private var gradualGuards: Guards {
        var guards = Guards()
        beside.change(&guards)
        return guards
    }

    /// The world, with the rollout's plan in its journal.
    public func world() throws -> SimWorld {
        let world = SimWorld(seed: seed, profile: profile, faults: faults)
        if shape != .firstFunction {
            try world.deployFirst(code: "old", withAlias: shape != .firstAlias)
        }
        if isGuarded { try world.putAlarm(SimWorld.guarding, beside.alarm) }
        let until = beside.milestone(of: strategy, shape)
        if shape == .gradualRollback {
            try world.publish(code: "new", isServed: true)
            try world.openGradualRollback(
                strategy: strategy,
                guards: gradualGuards,
                onHold: onHold,
                onInterrupt: onInterrupt
            )
        } else if shape == .aliasOnly {
            try world.publish(code: "new")
            try world.open(
                candidate: Version(2),
                strategy: strategy,
                gates: gates,
                guards: guards,
                onHold: onHold,
                onInterrupt: onInterrupt,
                until: until
            ) { beside.change(&$0) }
        } else {
            try world.open(
                code: "new",
                strategy: strategy,
                gates: gates,
                guards: guards,
                onHold: onHold,
                onInterrupt: onInterrupt,
                memory: changesMemory ? 256 : nil,
                until: until
            ) { beside.change(&$0) }
        }
        if let approvedAfter {
            let at = SimWorld.beginning.advanced(by: approvedAfter)
            world.ask(Request(id: "approve", verb: .approve, who: "mira", at: at))
        }
        return world
    }
}
