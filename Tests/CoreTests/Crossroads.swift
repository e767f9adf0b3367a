// SPDX-License-Identifier: Apache-2.0
import SluiceBase

@testable import SluiceCore

/// Everything that can happen next to a rollout, whatever happened before.
extension Walk {
    /// How one call can go wrong.
    enum Mishap: CaseIterable {
        /// AWS refuses for good.
        case refused
        /// AWS refuses for the moment.
        case throttled
        /// Nobody heard of it, and it had no effect.
        case lostBefore
        /// Nobody heard of it, and it had its effect.
        case lostAfter
        /// What was named is not there.
        case missing
    }

    /// What people may ask in the middle of it.
    static let verbs: [Request.Verb] = [.abort, .pause, .resume, .promote, .promoteAll, .stepDown]

    /// The world after each thing that can happen next; empty when the rollout is over.
    var successors: [Walk] {
        let agenda = rollout.agenda(at: now)
        if rollout.outcome != nil { return [] }
        if let decision = agenda.decision {
            return [adding(.decided(decision: decision, evidence: rollout.judge.snapshot))]
        }
        if let outcome = agenda.outcome { return [adding(.finished(outcome: outcome))] }
        var next = agenda.actions.flatMap { after($0) }
        if let wake = agenda.wakeAt {
            var later = self
            later.now = max(wake, now)
            next.append(later)
        }
        let driver = DriverIdentity(pid: 2, host: "test", who: "test")
        next.append(adding(.driving(driver: driver)))
        next += Self.verbs.map { verb in
            let id = "\(verb.rawValue) \(entries.count)"
            return adding(.requested(request: Request(id: id, verb: verb, who: "mira", at: now)))
        }
        return next
    }

    /// Whether anything is to be expected; a rollout that is paused waits for people.
    var isDeadEnd: Bool {
        let agenda = rollout.agenda(at: now)
        return agenda == Agenda() && rollout.pause == nil
    }

    private func adding(_ event: Event) -> Walk {
        var walk = self
        walk.record(event)
        return walk
    }

    private func after(_ action: Action) -> [Walk] {
        var begun = self
        if action.writes, rollout.pending == nil { begun.record(.intended(action: action)) }
        begun.now = begun.now.advanced(by: .milliseconds(20))
        var ends: [Walk] = []
        var well = begun
        well.record(well.perform(action))
        ends.append(well)
        for mishap in Mishap.allCases {
            var walk = begun
            if mishap == .lostAfter { _ = walk.perform(action) }
            walk.record(.failed(action: action, failure: mishap.failure))
            ends.append(walk)
        }
        if case .check(let gate, _) = action {
            let result = GateResult(passed: false, detail: "no", took: .seconds(1))
            ends.append(begun.adding(.checked(gate: gate, result: result)))
        }
        return ends + begun.movedByOthers(action)
    }

    /// Someone else was faster: all traffic to either version, or no alias at all.
    private func movedByOthers(_ action: Action) -> [Walk] {
        guard action.writesAlias || action.isReadAlias, let alias else { return [] }
        let versions = [rollout.plan.stable, rollout.candidate].compactMap { $0 }
        var worlds = versions.map { version in
            var walk = self
            walk.alias = AliasState(
                version: version,
                revision: "f\(entries.count)",
                description: alias.description
            )
            return walk
        }
        var without = self
        without.alias = nil
        if action.isReadAlias { worlds.append(without) }
        return worlds.map { world in
            var walk = world
            walk.record(walk.perform(action))
            return walk
        }
    }
}

extension Walk.Mishap {
    var failure: Failure {
        switch self {
        case .refused: Failure(code: "AccessDenied", message: "no", status: 403)
        case .throttled:
            Failure(code: "TooManyRequests", message: "", status: 429, isPassing: true)
        case .lostBefore, .lostAfter: Walk.away
        case .missing: Failure(code: "ResourceNotFound", message: "", status: 404)
        }
    }
}

extension Action {
    fileprivate var isReadAlias: Bool {
        if case .readAlias = self { true } else { false }
    }
}
