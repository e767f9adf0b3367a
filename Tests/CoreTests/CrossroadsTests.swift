// SPDX-License-Identifier: Apache-2.0
import Glibc
import SluiceBase
import Testing

@testable import SluiceCore

/// Small plans, from every point of their way: all orders of the next events, to a depth.
@Suite struct CrossroadsTests {
    /// A small plan.
    enum Small: String, CaseIterable, Sendable {
        case canary, direct, allAtOnce, watched, first, approval, gradual, credentials
    }

    /// How many things happen after each point of the plain way: `DEPTH=4` takes some minutes.
    static let depth = getenv("DEPTH").flatMap { Int(String(cString: $0)) } ?? 3

    @Test(arguments: Small.allCases)
    func `whatever happens next, it goes on, and an abort ends it`(small: Small) throws {
        let way = try Self.way(of: small)
        var seen: Set<Key> = []
        var fringe: [Walk] = way.filter { seen.insert(Key($0)).inserted }
        for _ in 0..<Self.depth {
            fringe = fringe.flatMap(\.successors).filter { seen.insert(Key($0)).inserted }
            for walk in fringe { try Self.check(walk) }
        }
        print("| crossroads of \(small.rawValue): \(seen.count) states")
        #expect(seen.count > 100)
    }

    /// Nothing is a dead end, and from everywhere an abort comes to an end when nothing goes wrong.
    private static func check(_ walk: Walk) throws {
        guard walk.rollout.outcome == nil else { return }
        let story = "after \(walk.entries.suffix(4).map(\.event))"
        try #require(!walk.isDeadEnd, "a dead end \(story)")
        var aborted = walk
        let id = "the end"
        let request = Request(id: id, verb: .abort, who: "mira", at: walk.now)
        aborted.record(.requested(request: request))
        var outcome = aborted.run(maxSteps: stepsMax)
        for _ in 0..<drivesMax where outcome == nil && aborted.left != nil {
            // It was left open: a person starts another driver later.
            aborted.left = nil
            aborted.now = aborted.now.advanced(by: .seconds(60))
            let driver = DriverIdentity(pid: 3, host: "test", who: "test")
            aborted.record(.driving(driver: driver))
            outcome = aborted.run(maxSteps: stepsMax)
        }
        try #require(outcome != nil, "no end \(story)")
        try expectTruth(outcome, aborted, story)
    }

    private static func expectTruth(_ outcome: Outcome?, _ walk: Walk, _ story: String) throws {
        guard case .rolledBack = outcome, let candidate = walk.rollout.candidate else { return }
        try #require(walk.alias?.names(candidate) != true, "\(outcome?.word ?? "") \(story)")
    }

    private static let stepsMax = 500
    private static let drivesMax = 3

    /// The plain way of a plan: every state on it.
    private static func way(of small: Small) throws -> [Walk] {
        var walk = try walk(of: small)
        var way = [walk]
        while walk.rollout.outcome == nil, way.count < 200 {
            let agenda = walk.rollout.agenda(at: walk.now)
            if let decision = agenda.decision {
                walk.record(.decided(decision: decision, evidence: nil))
            } else if let outcome = agenda.outcome {
                walk.record(.finished(outcome: outcome))
            } else if let action = agenda.actions.first {
                if action.writes { walk.record(.intended(action: action)) }
                way.append(walk)
                walk.now = walk.now.advanced(by: .milliseconds(20))
                walk.record(walk.perform(action))
            } else if let hold = walk.rollout.hold, case .approval = hold.reason {
                let request = Request(id: "yes", verb: .approve, who: "mira", at: walk.now)
                walk.record(.requested(request: request))
            } else if let wake = agenda.wakeAt {
                walk.now = wake
            } else {
                break
            }
            way.append(walk)
        }
        try #require(walk.rollout.outcome != nil, "the plain way has no end")
        return way
    }

    private static func walk(of small: Small) throws -> Walk {
        let versions = [FunctionState.sample(Version(41))]
        let gates = [Gate.run()]
        switch small {
        case .canary:
            return Walk(try .sample(.steps((10, 2)), gates: gates), versions: versions)
        case .direct:
            let direct = Strategy(name: "direct", shape: .direct)
            return Walk(try .sample(direct), versions: versions)
        case .allAtOnce:
            return Walk(try .sample(.steps(), gates: gates), versions: versions)
        case .watched:
            return Walk(try .sample(.steps(watch: 2)), versions: versions)
        case .credentials:
            // They are about to end, and whoever asks for longer ones gets them.
            var world = Walk.World()
            world.credentials = CredentialLife(
                until: Timestamp(second: 1_000_100),
                isRenewable: true
            )
            world.renewed = CredentialLife(
                until: Timestamp(second: 1_090_000),
                isRenewable: true
            )
            return Walk(try .sample(.steps((10, 2))), world: world, versions: versions)
        case .first:
            var scene = Scene.serving41
            scene.alias = nil
            return Walk(try .sample(.steps((10, 2)), given: scene), versions: versions)
        case .approval:
            var strategy = Strategy.steps((10, 2))
            strategy.approvals = [Approval(before: 1, timeout: .seconds(20))]
            return Walk(try .sample(strategy), versions: versions)
        case .gradual:
            let plan = Plan.gradualRollback(
                .sample(strategy: .steps((10, 2), (50, 2))),
                rollout: "r-1",
                at: Timestamp(second: 1_000_000),
                by: "mira",
                target: .sample,
                alias: AliasState(version: Version(42), revision: "a1", description: "mine"),
                to: Version(41),
                metricPeriod: 1
            )
            return Walk(plan, versions: [.sample(Version(41)), .sample(Version(42))])
        }
    }

    /// What tells one state from another: all but the numbers and names of what led there, from which
    /// nothing follows.
    private struct Key: Hashable {
        var rollout: Rollout
        var alias: AliasState?
        var latest: FunctionState?
        var now: Timestamp

        init(_ walk: Walk) {
            rollout = walk.rollout
            rollout.entryCount = 0
            rollout.drives = 0
            let verbs = rollout.requests.map(\.verb)
            let ending: [Request.Verb] = [.abort, .stepDown].filter { verbs.contains($0) }
            rollout.requests = ending.map(Self.request)
            rollout.pause = rollout.pause.map { Self.request($0.verb) }
            rollout.wish = rollout.wish.map { Self.request($0.verb) }
            alias = walk.alias
            latest = walk.latest
            now = walk.now
        }

        /// A request of this kind, whoever asks.
        private static func request(_ verb: Request.Verb) -> Request {
            Request(id: "", verb: verb, who: "", at: Timestamp(second: 0))
        }
    }
}
