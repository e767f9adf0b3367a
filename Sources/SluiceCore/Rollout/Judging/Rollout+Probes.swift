// SPDX-License-Identifier: Apache-2.0
import SluiceBase

// Sluice's own calls to both versions, where the project wants some.
extension Rollout {
    /// What became of the probes so far.
    struct Probing: Hashable, Sendable {
        /// How many rounds were sent.
        var rounds = 0
        /// When the last one ended.
        var lastAt: Timestamp?
        /// Rounds that are not counted yet: their logs may still show a failure.
        var open: [Round] = []
        /// The counts of the present period.
        var window: Observation.Window?
        /// The request ids of all calls.
        var requests: Set<String> = []
    }

    /// One round and its end.
    struct Round: Hashable, Sendable {
        var at: Timestamp
        var probe: Probe
    }

    /// The request ids of Sluice's own calls: gates' and probes', which are nobody's traffic.
    public var ownRequests: Set<String> {
        probing.requests.union(gates.values.compactMap(\.request))
    }

    /// The request ids of the probes.
    public var probeRequests: Set<String> { probing.requests }

    /// Adds the next round, or the time for it.
    ///
    /// With `quiet: probe` only a step that is held for too few calls is probed, otherwise each step
    /// from its shift on. The number of rounds has a bound; a kill repeats at most one.
    func probing(at now: Timestamp, _ agenda: inout Agenda) {
        guard let probes = plan.probes, candidate != nil, plan.stable != nil,
            probing.rounds < Limits.probesMax,
            rollingBack == nil, descent == nil, pause == nil, pending == nil, foreign == nil,
            agenda.decision == nil, agenda.outcome == nil, agenda.leave == nil,
            !agenda.actions.contains(where: \.writesAlias), isProbed
        else { return }
        let due = probing.lastAt?.advanced(by: probes.every) ?? now
        guard now >= due else { return agenda.wake(at: due) }
        agenda.actions.append(.probe(round: probing.rounds))
    }

    /// Whether the rollout is where its probes belong.
    private var isProbed: Bool {
        guard let step, steps.indices.contains(step), let since = steps[step].shiftedAt else {
            return false
        }
        guard plan.onHold.quiet == .probe else { return true }
        // Once begun they go on until the step is left: doubt needs more calls, not none.
        return hold?.reason == .quiet || probing.lastAt.map { $0 >= since } ?? false
    }

    /// Takes in a round.
    ///
    /// Where logs tell failures, it counts once they have been read.
    mutating func take(_ probe: Probe, at: Timestamp) {
        probing.rounds += 1
        probing.lastAt = at
        probing.requests.formUnion(probe.requests)
        guard probe.trouble == nil, probe.candidate != nil else { return }
        probing.open.append(Round(at: at, probe: probe))
        if plan.guards.failurePatterns.isEmpty { countProbes(until: at, failed: []) }
    }

    /// Counts the rounds up to this time; `failed` are the requests that a log pattern found.
    mutating func countProbes(until: Timestamp, failed: [String]) {
        let failed = Set(failed)
        for index in probing.open.indices {
            func mark(_ answer: inout Probe.Answer?) {
                if let request = answer?.request, failed.contains(request) {
                    answer?.hasFailed = true
                }
            }
            mark(&probing.open[index].probe.stable)
            mark(&probing.open[index].probe.candidate)
        }
        let due = probing.open.filter { $0.at <= until }
        probing.open.removeAll { $0.at <= until }
        for round in due {
            let start = round.at.floored(to: .seconds(max(1, plan.metricPeriod)))
            var window =
                probing.window.flatMap { $0.start == start ? $0 : nil }
                ?? Observation.Window(start: start)
            window.stable += Self.counts(round.probe.stable)
            window.candidate += Self.counts(round.probe.candidate)
            probing.window = window
            judge.take(
                Observation(windows: [window], until: round.at, source: .probes),
                at: round.at
            )
        }
    }

    private static func counts(_ answer: Probe.Answer?) -> Counts {
        guard let answer else { return Counts() }
        return Counts(failures: answer.hasFailed ? 1 : 0, calls: 1)
    }
}
