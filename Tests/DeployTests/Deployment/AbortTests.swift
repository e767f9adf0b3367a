// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import SystemPackage
import Testing

@testable import SluiceDeploy

@Suite struct AbortTests {
    @Test func `a rollback that comes too late goes back by hand`() throws {
        let project = try Project()
        let name = try project.openRollout()
        let (world, store, time) = (project.world, project.store, project.time)
        let report = try project.whileHeld(by: name) { deployment in
            async let report = deployment.rollback(.sample(), reason: "bad")
            try await time.sleep(until: time.now.advanced(by: .seconds(1)), tolerance: nil)
            world.interfere(42)
            let journal = try await store.open(name)
            let n = try await journal.entries().count + 1
            let end = Event.finished(outcome: .promoted)
            try await journal.append(Entry(n: n, at: time.now, event: end))
            return try await report
        }
        #expect(world.traffic() == Traffic(version: Version(41)))
        #expect(
            report.end == .finished(.rolledBack(Reason(.operator, "rolled back by mira: bad")))
        )
        #expect(try project.history() == ["steps v42 promoted", "rollback v41 promoted"])
    }

    @Test func `a rollout that was promoted is not aborted any more`() throws {
        let project = try Project()
        let name = try #require(try project.deploy(42).rollout?.plan.rollout)
        let complaint = #expect(throws: Complaint.self) {
            try project.aSecondLater { try await $0.abort(name) }
        }
        #expect(complaint?.exit == .refused)
        #expect(
            complaint?.text == """
                error: rollout \(name) is over and cannot be aborted: promoted
                  now    traffic is v42 100 %; Sluice changed nothing
                  next   sluice rollback staging --local
                """
        )
        _ = try project.rollback()
        let report = try project.aSecondLater { try await $0.abort(name) }
        #expect(report.end == .unchanged(version: "41"))
    }

    @Test func `what someone else set is not overruled`() throws {
        let project = try Project()
        let name = try project.openRollout()
        project.world.interfere(50)
        let report = try project.whileHeld(by: name) { try await $0.rollback(.sample()) }
        #expect(report.end == .open)
        #expect(report.complaint?.exit == .refused)
        #expect(report.complaint?.now == ["traffic is v50 100 %"])
        #expect(project.world.traffic() == Traffic(version: Version(50)))
    }

    @Test func `a process that drives another rollout is not overruled`() throws {
        let project = try Project()
        let name = try project.openRollout()
        let before = project.world.aws.calls(UpdateAlias.self).count
        let complaint = #expect(throws: Complaint.self) {
            try project.whileHeld(by: "r-other") { try await $0.abort(name) }
        }
        #expect(complaint?.exit == .refused)
        #expect(complaint?.next == ["sluice status", "sluice abort r-other"])
        #expect(project.world.aws.calls(UpdateAlias.self).count == before)
    }

    @Test func `the record of a rollback by hand is ended, and the rollback is not undone`() throws
    {
        let project = try Project()
        let name = try project.killedRollback()
        let report = try project.aSecondLater { try await $0.abort(name) }
        let reason = Reason(.operator, "rolled back by mira")
        #expect(report.end == .finished(.rolledBack(reason)))
        #expect(report.complaint == nil)
        #expect(project.world.aws.calls(UpdateAlias.self).isEmpty)
        #expect(project.world.traffic() == Traffic(version: Version(41)))
        #expect(try project.history() == ["rollback v41 promoted"])
    }

    @Test func `a rollback by hand whose write never came is said to have been none`() throws {
        let project = try Project(AliasWorld(AliasState(version: Version(42), revision: "a9")))
        let name = try project.killedRollback()
        let report = try project.aSecondLater { try await $0.abort(name) }
        #expect(report.notes.first == "rollback \(name) did not happen: traffic is v42 100 %")
        #expect(project.world.aws.calls(UpdateAlias.self).isEmpty)
        #expect(try project.history() == ["rollback v41 stopped"])
    }

    @Test func `what a person set after a rollback by hand stays`() throws {
        let project = try Project(AliasWorld(AliasState(version: Version(50), revision: "b1")))
        let name = try project.killedRollback()
        _ = try project.aSecondLater { try await $0.abort(name) }
        #expect(project.world.aws.calls(UpdateAlias.self).isEmpty)
        #expect(try project.history() == ["rollback v41 superseded"])
    }

    @Test func `a shift that may still land is made void by a write`() throws {
        let project = try Project()
        let name = try project.openRollout()
        let (world, store, time) = (project.world, project.store, project.time)
        try time.run {
            let journal = try await store.open(name)
            let n = try await journal.entries().count + 1
            let action = Action.moveAlias(move: .complete, attempt: 0)
            try await journal.append(Entry(n: n, at: time.now, event: .intended(action: action)))
        }
        world.interfere(41)
        let before = world.aws.calls(UpdateAlias.self).count
        let report = try project.whileHeld(by: name) { try await $0.abort(name) }
        #expect(report.complaint == nil)
        #expect(world.traffic() == Traffic(version: Version(41)))
        #expect(world.aws.calls(UpdateAlias.self).count == before + 1)
    }

    @Test func `credentials of another account drive nothing`() throws {
        let project = try Project()
        let name = try project.openRollout()
        let before = project.world.aws.calls(UpdateAlias.self).count
        project.world.belong(to: "111111111111")
        for walk in [Walk.resume, .abort] {
            let complaint = #expect(throws: Complaint.self) {
                try project.aSecondLater { try await walk.go($0, name) }
            }
            #expect(complaint?.exit == .refused)
            #expect(
                complaint?.what == "rollout \(name) belongs to account 000000000000, "
                    + "and these credentials to 111111111111"
            )
        }
        #expect(project.world.aws.calls(UpdateAlias.self).count == before)
    }

    @Test func `another region is driven by nobody either`() throws {
        let project = try Project()
        let name = try project.openRollout()
        let deployment = project.deployment(region: "us-east-1")
        for walk in [Walk.resume, .abort] {
            let complaint = #expect(throws: Complaint.self) {
                try project.time.run { try await walk.go(deployment, name) }
            }
            #expect(complaint?.exit == .refused)
            #expect(
                complaint?.what == "rollout \(name) belongs to region eu-west-1, "
                    + "and this command to us-east-1"
            )
        }
    }

    @Test func `a journal that is lost on the way still gives a report`() throws {
        let project = try Project()
        let name = try project.openRollout()
        let (deployment, store) = (project.deployment(), project.store)
        let report = try project.time.run {
            let plan = try await store.rollout(name).plan
            let journal = try await store.open(name)
            try FileAccess.remove(FilePath(journal.place))
            return try await deployment.drive(journal, of: plan)
        }
        #expect(report.end == .open)
        #expect(report.complaint?.what == "the journal of rollout \(name) cannot be written")
        #expect(
            report.complaint?.now
                == ["all traffic was given back to the stable version: v41 100 %"]
        )
        #expect(report.alias?.traffic == Traffic(version: Version(41)))
    }

    @Test func `an abort does not wait for who asks`() throws {
        let project = try Project()
        let name = try project.openRollout()
        let deployment = project.deployment(
            aws: Deaf(base: project.world.aws, clock: project.time)
        )
        let begun = project.time.now
        let report = try project.time.run { try await deployment.abort(name) }
        #expect(report.end == .finished(.rolledBack(Reason(.operator, "aborted by mira"))))
        #expect(begun.duration(to: project.time.now) < .seconds(4))
    }
}

/// The walks over an open rollout by its name.
private enum Walk {
    case resume
    case abort

    func go(_ deployment: Deployment, _ rollout: String) async throws -> Report {
        switch self {
        case .resume: try await deployment.resume(rollout)
        case .abort: try await deployment.abort(rollout)
        }
    }
}

/// AWS without an answer to who asks.
private struct Deaf: AWSTransport {
    let base: ScriptedAWS
    let clock: VirtualTime

    func send<Operation: AWSOperation>(
        _ operation: Operation
    ) async throws(AWSFailure) -> Operation.Output {
        if operation is GetCallerIdentity {
            // Cancelled by whoever gives up waiting.
            try? await clock.sleep(until: .distantFuture, tolerance: nil)
            throw .silent
        }
        return try await base.send(operation)
    }
}
