// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceCore

@Suite struct AlarmTests {
    private let red = AlarmGuard(name: "orders-errors")

    private func plan(
        _ strategy: Strategy = .canary,
        _ alarms: [AlarmGuard]? = nil,
        onHold: HoldPolicy = HoldPolicy(),
        failures: [FailureSource] = [.function],
        period: Int = 1,
        before: [AlarmState] = [],
        change: (inout Intent) -> Void = { _ in }
    ) throws -> Plan {
        var intent = Intent.sample(strategy: strategy, onHold: onHold)
        intent.guards = Guards(failures: failures, alarms: alarms ?? [red])
        change(&intent)
        var scene = Scene.serving41
        scene.metricPeriod = period
        scene.alarms = before
        return try Plan(intent, given: scene, rollout: "r-1")
    }

    private func walk(_ plan: Plan, _ change: (inout Walk.World) -> Void = { _ in }) -> Walk {
        var world = Walk.World()
        change(&world)
        return Walk(plan, world: world, versions: [.sample(Version(41))])
    }

    private func holds(_ walk: Walk) -> [Hold] {
        walk.entries.compactMap {
            if case .decided(.hold(let hold), _) = $0.event { hold } else { nil }
        }
    }

    private func second(_ walk: Walk) -> Int { Int(walk.now.second - 1_000_000) }

    @Test func `an alarm that goes off gives all traffic back within its interval`() throws {
        var walk = walk(try plan()) { $0.alarms = [("orders-errors", 15, .alarm)] }
        guard case .rolledBack(let reason) = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(reason == Reason(.alarm, "alarm orders-errors went off: 5 of 60"))
        #expect((15...26).contains(second(walk)))
        #expect(walk.served.last?.traffic == Traffic(version: Version(41)))
    }

    @Test func `an alarm goes on counting in a watch, a pause, a hold and an approval`() throws {
        var approval = Strategy.canary
        approval.approvals = [Approval(before: 1, timeout: .seconds(4000))]
        var quiet = HoldPolicy()
        quiet.quiet = .hold
        for (strategy, asks, calls) in [
            (Strategy.steps((10, 30), watch: 900), [], 100),
            (.canary, [(second: 10, verb: Request.Verb.pause)], 100),
            (.canary, [], 0), (approval, [], 100),
        ] {
            var walk = walk(try plan(strategy, onHold: quiet)) {
                $0.alarms = [("orders-errors", 200, .alarm)]
                $0.callsPerSecond = calls
            }
            walk.asks = asks
            guard case .rolledBack(let reason) = walk.run() else {
                Issue.record("not rolled back: \(strategy) \(asks) \(calls)")
                continue
            }
            #expect(reason.kind == .alarm)
            #expect((200...211).contains(second(walk)))
        }
    }

    @Test func `alarms are read every ten seconds, where minutes are kept every minute`() throws {
        for (period, bake, expected) in [(1, 100, 9...14), (60, 1200, 19...24)] {
            var walk = walk(try plan(.steps((10, bake)), period: period)) { $0.metricsDelay = 0 }
            #expect(walk.run() == .promoted)
            let reads = walk.performed.filter {
                if case .readAlarms = $0 { true } else { false }
            }
            #expect(expected.contains(reads.count), "\(period): \(reads.count)")
        }
    }

    @Test func `a state that is not known keeps a step, and lets go once it is`() throws {
        var walk = walk(try plan()) {
            $0.alarms = [
                ("orders-errors", 0, .insufficientData), ("orders-errors", 100, .ok),
            ]
        }
        #expect(walk.run() == .promoted)
        #expect(holds(walk) == [.alarmUnknown(names: ["orders-errors"])])
        #expect((125...145).contains(second(walk)))
    }

    @Test func `a state that stays unknown ends at the limit`() throws {
        var onHold = HoldPolicy()
        onHold.limit = .seconds(120)
        var walk = walk(try plan(onHold: onHold)) {
            $0.alarms = [("orders-errors", 10, .missing)]
        }
        guard case .rolledBack(let reason) = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(reason.kind == .deadline)
        #expect(reason.text.contains("orders-errors"))
        #expect((150...165).contains(second(walk)))
    }

    @Test func `a state that is not known goes back where the project says so`() throws {
        var onHold = HoldPolicy()
        onHold.alarmUnknown = .rollback
        var walk = walk(try plan(onHold: onHold)) {
            $0.alarms = [("orders-errors", 10, .insufficientData)]
        }
        guard case .rolledBack(let reason) = walk.run() else {
            Issue.record("not rolled back")
            return
        }
        #expect(reason == Reason(.alarm, "the state of orders-errors is not known"))
        #expect((30...50).contains(second(walk)))
    }

    @Test func `an optional alarm may be unknown, and counts when it goes off`() throws {
        let optional = AlarmGuard(name: "orders-errors", isOptional: true)
        var walk = walk(try plan(.canary, [optional])) {
            $0.alarms = [("orders-errors", 0, .insufficientData)]
            $0.alarmsUnreadable = 20..<60
        }
        #expect(walk.run() == .promoted)
        #expect(holds(walk).isEmpty)
        walk = self.walk(try plan(.canary, [optional])) {
            $0.alarms = [("orders-errors", 20, .alarm)]
        }
        #expect(walk.run()?.reason?.kind == .alarm)
    }

    @Test func `alarms that cannot be read are not taken for health`() throws {
        var walk = walk(try plan()) { $0.alarmsUnreadable = 20..<200 }
        #expect(walk.run() == .promoted)
        #expect(holds(walk) == [.alarmUnknown(names: ["orders-errors"])])
        #expect(second(walk) >= 230)
        // One reading that fails is only repeated.
        walk = self.walk(try plan()) { $0.alarmsUnreadable = 30..<34 }
        #expect(walk.run() == .promoted)
        #expect(holds(walk).isEmpty)
    }

    @Test func `an alarm that goes off before traffic stops the rollout, refused`() throws {
        var plan = try plan()
        plan.gates = [.run()]
        var walk = walk(plan) { $0.alarms = [("orders-errors", 1, .alarm)] }
        guard case .stopped(let reason) = walk.run() else {
            Issue.record("not stopped")
            return
        }
        #expect(reason.kind == .alarm)
        #expect(walk.rollout.exit == .refused)
        #expect(walk.served.count == 1)
    }

    @Test func `a new process reads the alarms itself before a step is left`() throws {
        var walk = walk(try plan())
        _ = walk.run(maxSteps: 60)
        let before = walk.rollout.alarms.readAt
        walk.record(.driving(driver: DriverIdentity(pid: 2, host: "test", who: "test")))
        #expect(before != nil && walk.rollout.alarms.readAt == nil)
        #expect(walk.run() == .promoted)
    }

    private func early(_ optional: Bool = false) throws -> Plan {
        var strategy = Strategy.steps((10, 3600))
        strategy.promotesEarly = true
        return try plan(strategy, [AlarmGuard(name: "orders-errors", isOptional: optional)])
    }

    @Test func `the alarms are looked at just before a step is left early`() throws {
        var walk = walk(try early())
        #expect(walk.run() == .promoted)
        #expect(walk.rollout.steps.map(\.end) == [.early])
        let advanced = try #require(
            walk.entries.last {
                if case .decided(.advance(_, .early), _) = $0.event { true } else { false }
            }
        )
        let seen = try #require(
            walk.entries.last {
                if case .sawAlarms = $0.event { $0.n < advanced.n } else { false }
            }
        )
        #expect(seen.at.duration(to: advanced.at) < Limits.alarmsFresh)
    }

    @Test func `no step is left early on an alarm that is red or not known`() throws {
        var red = walk(try early()) { $0.alarms = [("orders-errors", 60, .alarm)] }
        #expect(red.run()?.reason?.kind == .alarm)
        var unknown = walk(try early()) {
            $0.alarms = [("orders-errors", 10, .insufficientData), ("orders-errors", 900, .ok)]
        }
        #expect(unknown.run() == .promoted)
        #expect(unknown.rollout.steps.map(\.end) == [.early])
        #expect((900...930).contains(second(unknown)))
        // An optional one may be unknown.
        var optional = walk(try early(true)) {
            $0.alarms = [("orders-errors", 10, .insufficientData)]
        }
        #expect(optional.run() == .promoted)
        #expect(second(optional) < 300)
    }

    // MARK: red before

    private let isRed = AlarmState(name: "orders-errors", value: .alarm, reason: "5 of 60")

    @Test func `an alarm that is red or missing already is refused`() throws {
        let complaint = #expect(throws: Complaint.self) { try plan(before: [isRed]) }
        #expect(complaint?.exit == .refused)
        #expect(complaint?.what.contains("is in ALARM already") == true)
        #expect(complaint?.next.first?.contains("--override-alarm orders-errors") == true)
        let missing = AlarmState(name: "orders-errors", value: .missing)
        #expect(throws: Complaint.self) { try plan(before: [missing]) }
        let optional = AlarmGuard(name: "orders-errors", isOptional: true)
        _ = try plan(.canary, [optional], before: [missing])
        let unknown = AlarmState(name: "orders-errors", value: .insufficientData)
        _ = try plan(before: [unknown])
    }

    @Test func `an overridden alarm counts again once it was OK`() throws {
        let override = AlarmOverride(name: "orders-errors", reason: "known, INC-7")
        let plan = try plan(before: [isRed]) { $0.alarmOverrides = [override] }
        #expect(plan.alarmOverrides == [override])
        var walk = walk(plan) { $0.alarms = [("orders-errors", 0, .alarm)] }
        #expect(walk.run() == .promoted)
        walk = self.walk(plan) {
            $0.alarms = [
                ("orders-errors", 0, .alarm), ("orders-errors", 15, .ok),
                ("orders-errors", 30, .alarm),
            ]
        }
        #expect(walk.run()?.reason?.kind == .alarm)
    }

    @Test func `an override of an alarm that is no guard is a mistake`() throws {
        let complaint = #expect(throws: Complaint.self) {
            try plan { $0.alarmOverrides = [AlarmOverride(name: "order-error", reason: "x")] }
        }
        #expect(complaint?.exit == .usage)
    }

    @Test func `a hotfix ignores what was red before, and records it`() throws {
        let plan = try plan(before: [isRed]) { $0 = $0.asHotfix("the fix") }
        #expect(plan.alarmOverrides == [AlarmOverride(name: "orders-errors", reason: "the fix")])
    }

    @Test func `an alarm is a guard for a protected environment`() throws {
        _ = try plan(failures: []) {
            $0.isProtected = true
            $0.gates = [.run()]
        }
        #expect(throws: Complaint.self) {
            try plan(.canary, [], failures: []) {
                $0.isProtected = true
                $0.gates = [.run()]
            }
        }
    }
}
