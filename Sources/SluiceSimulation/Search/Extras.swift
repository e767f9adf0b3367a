// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore

/// What was drawn for one case beside its shape.
struct Extras: Sendable {
    /// What was drawn.
    let kinds: Set<Extra>
    /// Whether metrics come by the minute.
    var isMinutes = false
    private let random: SeededRandom

    /// Draws some of those that are allowed.
    init(
        of allowed: Set<Extra>,
        for shape: SwarmCase.Shape,
        _ random: SeededRandom
    ) {
        self.random = random
        kinds = Set(
            Extra.allCases.filter { kind in
                var random = random.fork("whether \(kind.rawValue)")
                return random.fraction() < kind.share && allowed.contains(kind)
                    && kind.suits(shape)
            }
        )
    }

    /// Half of the candidates are good: what was drawn is seldom met by one that goes back at once.
    ///
    /// Where there are probes, some more are bad from the first call, which is what these are for.
    func candidate(_ drawn: SwarmCase.Candidate) -> SwarmCase.Candidate {
        var draw = random.fork("candidate")
        let chance = draw.fraction()
        if kinds.contains(.probes), chance < 0.3 { return .bad }
        return !kinds.isEmpty && chance < 0.5 ? .good : drawn
    }

    /// Some of the faults, mostly such that strike after traffic: else most rollouts never come to
    /// what was drawn.
    func some(of faults: [Fault]) -> [Fault] {
        guard !kinds.isEmpty else { return faults }
        var draw = random.fork("faults")
        let isLate = draw.fraction() < 0.8
        let share = draw.fraction() * draw.fraction() * 0.6
        return faults.filter { fault in
            let chance = fault.place == .answer ? max(share, 0.5) : share
            return draw.fraction() < chance && !(isLate && fault.isOfPreparation)
        }
    }

    /// The sequence by which a kind is drawn; `nil` where it is not.
    private func sequence(_ kind: Extra) -> SeededRandom? {
        kinds.contains(kind) ? random.fork(kind.rawValue) : nil
    }

    /// Changes how traffic moves.
    func change(_ strategy: inout Strategy) {
        if kinds.contains(.hotfix) {
            if !strategy.isDirect { strategy.shape = .steps([]) }
            strategy.approvals = []
        }
        strategy.promotesEarly = kinds.contains(.early)
        lengthen(&strategy)
        guard var draw = sequence(.watchCalls) else { return }
        let (least, span) = isMinutes ? (60.0, 240.0) : (5.0, 55.0)
        strategy.watchAfter = .zero
        strategy.watchCalls = WatchCalls(
            calls: 5 + Int(draw.fraction() * 200),
            within: .milliseconds(Int64((least + draw.fraction() * span) * 1000))
        )
    }

    /// Slow calls are judged a minute after a shift, and no step ends early that is younger: the
    /// first step is long enough for both, or for throttled calls to be seen.
    private func lengthen(_ strategy: inout Strategy) {
        guard !isMinutes, var first = strategy.steps.first else { return }
        if var draw = sequence(.early) ?? sequence(.latency) {
            first.bake = .milliseconds(Int64(75_000 + draw.fraction() * 75_000))
        } else if var draw = sequence(.throttles) {
            first.bake = .milliseconds(Int64(15_000 + draw.fraction() * 30_000))
        }
        strategy.shape = .steps([first] + strategy.steps.dropFirst())
    }

    /// Changes how callers and versions behave.
    func change(_ profile: inout SimWorld.Profile) {
        if var draw = sequence(.latency) ?? sequence(.early) {
            profile.knowsHour = draw.fraction() < 0.5
        }
        choosePace(&profile)
        if var draw = sequence(.latency) { slow(&profile, &draw) }
        if var draw = sequence(.throttles) {
            profile.throttleRates =
                switch Int(draw.fraction() * 5) {
                case 0: [:]
                case 1, 2: ["new": 0.2 + draw.fraction() * 0.4]
                case 3: ["new": 0.2, "old": 0.2]
                default: ["new": 0.005, "old": 0.005]
                }
        }
    }

    /// Mostly so many calls that there is something to judge, or so few that Sluice's own are needed.
    private func choosePace(_ profile: inout SimWorld.Profile) {
        var draw = random.fork("pace")
        guard draw.fraction() < 0.8 else { return }
        if !kinds.isDisjoint(with: [.latency, .throttles, .early]) {
            profile.callsPerSecond = max(40, profile.callsPerSecond)
        } else if kinds.contains(.probes) {
            profile.callsPerSecond = min(1, profile.callsPerSecond)
        }
    }

    /// As fast as before, twice as slow, slow after a while, or slow together.
    private func slow(_ profile: inout SimWorld.Profile, _ draw: inout SeededRandom) {
        profile.latencies = ["old": 20, "new": 20]
        let kind = draw.fraction()
        profile.slowFrom = Int64(draw.fraction() * (isMinutes ? 600 : 120))
        if kind < 0.25 {
            profile.latencies = ["old": 20, "new": 40]
        } else if kind < 0.5 {
            profile.lateLatencies = ["new": 40]
        } else if kind < 0.7 {
            profile.lateLatencies = ["new": 40, "old": 40]
        }
    }

    /// Changes what must keep passing.
    func change(_ guards: inout Guards) {
        if var draw = sequence(.latency) {
            guards.latencyMargin = draw.fraction() < 0.5 ? 0.2 : 0.5
        }
        guards.throttles = kinds.contains(.throttles)
        if var draw = sequence(.early) {
            guards.cap = [nil, 0.02, 0.05, 0.1, 0.1][Int(draw.fraction() * 5)]
        }
    }

    /// Changes what is done with a candidate that few call: mostly it is called then, else always.
    func change(_ policy: inout HoldPolicy) {
        guard var draw = sequence(.probes), draw.fraction() < 0.6 else { return }
        policy.quiet = .probe
    }

    /// Changes the rest of what is asked for.
    func change(_ intent: inout Intent) {
        if var draw = sequence(.probes) {
            let every = Duration.milliseconds(Int64(500 + draw.fraction() * 2500))
            intent.probes = Probes(every: every, payload: SimWorld.probe)
        }
        if kinds.contains(.hotfix) { intent = intent.asHotfix("nobody can order") }
    }

    /// At which step the rollout is left open; a first deployment has none but its gates.
    func milestone(of strategy: Strategy, _ shape: SwarmCase.Shape) -> String? {
        guard var draw = sequence(.until) else { return nil }
        let isFirst = shape == .firstAlias || shape == .firstFunction
        let places = ["gates"] + (isFirst ? [] : strategy.steps.map(\.weight.percentText))
        return places[Int(draw.fraction() * Double(places.count))]
    }

    /// The state of the alarm that guards: a hotfix goes out although it is red.
    var alarm: AlarmState.Value {
        guard var draw = sequence(.hotfix) else { return .ok }
        return draw.fraction() < 0.7 ? .alarm : .ok
    }
}
