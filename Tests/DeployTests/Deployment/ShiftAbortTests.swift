// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

@Suite struct ShiftAbortTests {
    private static let stable = Traffic(version: Version(41))
    private static let aborted = Report.End.finished(
        .rolledBack(Reason(.operator, "aborted by jo"))
    )

    @Test(arguments: [true, false], [true, false])
    func `a shift that still tries does not undo its abort`(
        lands: Bool,
        isRollback: Bool
    ) throws {
        let project = try Project()
        let slow = Slow(base: project.world.aws, clock: project.time, lands: lands)
        let (shift, abort) = try reports(project, slow) { deployment, name in
            isRollback
                ? try await deployment.rollback(.sample()) : try await deployment.abort(name)
        }
        #expect(project.world.traffic() == Self.stable)
        #expect(abort.end == Self.aborted)
        #expect(abort.alias?.traffic == Self.stable)
        #expect(shift.end == Self.aborted)
        #expect(shift.alias?.traffic == Self.stable)
        #expect(try project.history() == ["shift v42 rolledBack"])
    }

    @Test(arguments: [true, false])
    func `a share that is taken away without an answer is taken away by its abort`(
        lands: Bool
    ) throws {
        let half = AliasState(
            version: Version(41),
            weighted: .init(Version(42), .percent(50)),
            revision: "a9"
        )
        let project = try Project(AliasWorld(half))
        let slow = Slow(base: project.world.aws, clock: project.time, lands: lands)
        let (shift, abort) = try reports(project, slow, to: .none) { deployment, name in
            try await deployment.abort(name)
        }
        #expect(project.world.traffic() == Self.stable)
        #expect(abort.end == Self.aborted)
        #expect(shift.rollout?.outcome?.word == "rolledBack")
    }

    @Test func `a share is taken away by the abort of one whose process died`() throws {
        let half = AliasState(
            version: Version(41),
            weighted: .init(Version(42), .percent(50)),
            revision: "a9"
        )
        let project = try Project(AliasWorld(half))
        let world = project.world
        let deployment = project.deployment(aws: Dying(world: world, lands: false))
        let shift = try project.time.run {
            try await deployment.shift(.sample(), to: .none, version: Version(42))
        }
        #expect(shift.end == .open)
        world.hide(false)
        let name = try #require(shift.rollout?.plan.rollout)
        let abort = try project.aSecondLater { try await $0.abort(name) }
        #expect(abort.rollout?.outcome?.word == "rolledBack")
        #expect(world.traffic() == Self.stable)
    }

    @Test func `a shift that waits to write again ends at its abort`() throws {
        let project = try Project()
        project.world.refuse(.throttled)
        let (shift, abort) = try reports(project, project.world.aws) { deployment, name in
            project.world.refuse(nil)
            return try await deployment.abort(name)
        }
        #expect(project.world.traffic() == Self.stable)
        #expect(abort.end == Self.aborted)
        #expect(shift.end == Self.aborted)
        #expect(try project.history() == ["shift v42 rolledBack"])
    }

    @Test(arguments: [true, false])
    func `a shift whose process died without an answer is aborted`(lands: Bool) throws {
        let project = try Project()
        let world = project.world
        let deployment = project.deployment(aws: Dying(world: world, lands: lands))
        let shift = try project.time.run {
            try await deployment.shift(.sample(), to: .all, version: Version(42))
        }
        #expect(shift.end == .open)
        #expect(world.traffic() == Traffic(version: Version(lands ? 42 : 41)))
        world.hide(false)
        let name = try #require(shift.rollout?.plan.rollout)
        let abort = try project.aSecondLater { try await $0.abort(name) }
        #expect(abort.end == .finished(.rolledBack(Reason(.operator, "aborted by mira"))))
        #expect(world.traffic() == Self.stable)
        #expect(try project.history() == ["shift v42 rolledBack"])
    }

    @Test func `a shift without an answer is not sent again where somebody wrote since`() throws {
        let project = try Project()
        let world = project.world
        let report = try project.aSecondLater { deployment in
            world.aws.replace(UpdateAlias.self) { _ in
                world.interfere(41)
                throw AWSFailure.silent
            }
            return try await deployment.shift(.sample(), to: .all, version: Version(42))
        }
        #expect(report.end == .finished(.superseded))
        #expect(report.complaint?.exit == .refused)
        #expect(report.complaint?.now == ["traffic is v41 100 %"])
        #expect(world.aws.calls(UpdateAlias.self).count == 1)
        #expect(try project.history() == ["shift v42 superseded"])
    }

    @Test func `an old reading after a shift without an answer ends nothing`() throws {
        let project = try Project()
        let world = project.world
        let old = AliasState(version: Version(41), revision: "a0", description: "mine")
        let report = try project.aSecondLater { deployment in
            world.loseAnswers()
            // The alias as it was before anybody looked, and then as it is.
            let reads = Box(0)
            let now = AliasState(version: Version(42), revision: "a101", description: "mine")
            world.aws.replace(GetAlias.self) { operation in
                let read = reads.change { count in
                    count += 1
                    return count
                }
                let state = read == 1 ? AliasState.serving41 : read == 2 ? old : now
                return AliasConfiguration(operation.name, state)
            }
            return try await deployment.shift(.sample(), to: .all, version: Version(42))
        }
        #expect(report.end == .finished(.promoted))
        #expect(world.aws.calls(UpdateAlias.self).count == 1)
    }

    @Test func `a rollback without an answer is sent again all the same`() throws {
        let project = try Project(AliasWorld(AliasState(version: Version(42), revision: "a9")))
        let world = project.world
        let report = try project.aSecondLater { deployment in
            let calls = Box(0)
            world.aws.replace(UpdateAlias.self) { operation in
                let call = calls.change { count in
                    count += 1
                    return count
                }
                world.interfere(call == 1 ? 42 : 41)
                if call == 1 { throw AWSFailure.silent }
                return AliasConfiguration(
                    operation.name,
                    AliasState(version: Version(41), revision: "a102")
                )
            }
            return try await deployment.rollback(.sample(), to: Version(41))
        }
        #expect(report.complaint == nil)
        #expect(world.traffic() == Self.stable)
        #expect(world.aws.calls(UpdateAlias.self).count == 2)
    }

    /// What comes of a shift to v42 over this transport, and of what somebody else does about it
    /// while it is under way.
    private func reports(
        _ project: Project,
        _ aws: any AWSTransport,
        to weight: Weight = .all,
        _ body: @escaping @Sendable (Deployment, String) async throws -> Report
    ) throws -> (shift: Report, abort: Report) {
        let (time, store) = (project.time, project.store)
        let shifting = project.deployment(aws: aws)
        let aborting = project.deployment(DriverIdentity(pid: 4712, host: "build", who: "jo"))
        return try time.run {
            async let shift = shifting.shift(.sample(), to: weight, version: Version(42))
            try await time.sleep(
                until: time.now.advanced(by: .milliseconds(300)),
                tolerance: nil
            )
            let name = try #require(try await store.names().first)
            let abort = try await body(aborting, name)
            return (try await shift, abort)
        }
    }
}

/// AWS that answers nothing any more from the first write of an alias on.
private struct Dying: AWSTransport {
    let world: AliasWorld
    let lands: Bool

    func send<Operation: AWSOperation>(
        _ operation: Operation
    ) async throws(AWSFailure) -> Operation.Output {
        guard operation is UpdateAlias else { return try await world.aws.send(operation) }
        world.hide()
        // Sent again it names a revision that is over.
        if lands { _ = try? await world.aws.send(operation) }
        throw .silent
    }
}

/// AWS whose first write of an alias is not heard of for eight seconds.
private struct Slow: AWSTransport {
    let base: ScriptedAWS
    let clock: VirtualTime
    let lands: Bool
    private let isSlow = Box(true)

    init(base: ScriptedAWS, clock: VirtualTime, lands: Bool) {
        (self.base, self.clock, self.lands) = (base, clock, lands)
    }

    func send<Operation: AWSOperation>(
        _ operation: Operation
    ) async throws(AWSFailure) -> Operation.Output {
        let isFirst =
            operation is UpdateAlias
            && isSlow.change { isSlow in
                defer { isSlow = false }
                return isSlow
            }
        guard isFirst else { return try await base.send(operation) }
        if lands { _ = try await base.send(operation) }
        // Nobody cancels it; if so, the answer is lost sooner.
        try? await clock.sleep(until: clock.now.advanced(by: .seconds(8)), tolerance: nil)
        throw .silent
    }
}
