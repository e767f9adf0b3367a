// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceSimulation
import Testing

@Suite struct AlarmWorldTests {
    private func run(_ change: (SimWorld) throws -> Void) throws -> (SimWorld, Outcome?) {
        let world = SimWorld(seed: 7)
        try world.deployFirst(code: "old")
        try world.putAlarm("orders-errors")
        try change(world)
        try world.open(
            code: "new",
            strategy: SweepCase.canary,
            guards: Guards(alarms: [AlarmGuard(name: "orders-errors")])
        )
        var run = SimRun(world)
        run.drive()
        #expect(world.violations.isEmpty)
        return (world, run.outcome)
    }

    @Test func `a rollout that an alarm guards ends promoted while it is OK`() throws {
        let (_, outcome) = try run { _ in }
        #expect(outcome == .promoted)
    }

    @Test func `an alarm that goes off in the world rolls back`() throws {
        let (world, outcome) = try run { world in
            world.setAlarm("orders-errors", .alarm, at: world.now.advanced(by: .seconds(5)))
        }
        #expect(outcome?.reason?.kind == .alarm)
        #expect(world.traffic == Traffic(version: Version(1)))
    }

    @Test func `an alarm that nobody knows holds until it is known`() throws {
        let (world, outcome) = try run { world in
            try world.putAlarm("orders-errors", .insufficientData)
            world.setAlarm("orders-errors", .ok, at: world.now.advanced(by: .seconds(60)))
        }
        #expect(outcome == .promoted)
        let holds = world.entries.contains { entry in
            if case .decided(.hold(.alarmUnknown), _) = entry.event { true } else { false }
        }
        #expect(holds)
    }
}
