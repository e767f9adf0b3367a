// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

@Suite struct GradualRollbackTests {
    private func intent() -> Intent { .sample(strategy: .steps((10, 30), (50, 30))) }

    private func weights(_ project: Project) -> [Double?] {
        project.world.aws.calls(UpdateAlias.self).filter { $0.name == "live" }
            .map { $0.routingConfig?.additionalVersionWeights?.values.first }
    }

    @Test func `the version that is served goes down the steps to the one before it`() throws {
        let project = try Project()
        _ = try project.deploy(42)
        let before = weights(project).count
        let intent = intent()
        let report = try project.aSecondLater {
            try await $0.rollbackGradually(intent, reason: "tenants complain")
        }
        let text = "rolled back step by step by mira: tenants complain"
        #expect(report.end == .finished(.rolledBack(Reason(.operator, text))))
        #expect(project.world.traffic() == Traffic(version: Version(41)))
        let written = weights(project).dropFirst(before)
        #expect(written.compactMap { $0 } == [0.5, 0.1])
        // History knows where it went: the next one goes one further back, or knows of none.
        #expect(throws: Complaint.self) { try project.rollback() }
    }

    /// Remembers which aliases were written while nobody held the target.
    private struct Unlocked: AWSTransport {
        let project: Project
        let writes = Box<[String]>([])

        func send<Operation: AWSOperation>(
            _ operation: Operation
        ) async throws(AWSFailure) -> Operation.Output {
            // A lock that cannot be read is none.
            let holder = try? project.locks.holder(of: project.target)
            if let write = operation as? UpdateAlias, holder == nil {
                writes.change { $0.append(write.name) }
            }
            return try await project.world.aws.send(operation)
        }
    }

    @Test func `the alias beside is put right under the lock`() throws {
        let project = try Project()
        _ = try project.deploy(42)
        _ = try project.deploy(43)
        #expect(project.world.traffic("live-previous") == Traffic(version: Version(42)))
        let (aws, intent) = (Unlocked(project: project), intent())
        let deployment = project.deployment(aws: aws)
        let report = try project.aSecondLater { _ in
            try await deployment.rollbackGradually(intent)
        }
        #expect(report.alias?.traffic == Traffic(version: Version(42)))
        #expect(project.world.traffic("live-previous") == Traffic(version: Version(41)))
        #expect(aws.writes.get().isEmpty)
    }

    @Test func `whoever resumes it puts the alias beside right too`() throws {
        let project = try Project()
        _ = try project.deploy(42)
        _ = try project.deploy(43)
        project.interrupts.set([.interrupt])
        let intent = intent()
        let left = try project.aSecondLater { try await $0.rollbackGradually(intent) }
        #expect(left.end == .interrupted(.interrupt))
        let name = try #require(left.rollout?.plan.rollout)
        let report = try project.aSecondLater { try await $0.resume(name) }
        #expect(report.alias?.traffic == Traffic(version: Version(42)))
        #expect(project.world.traffic("live-previous") == Traffic(version: Version(41)))
    }

    @Test func `an open rollout goes down where nobody drives it`() throws {
        let project = try Project()
        let name = try project.openRollout()
        let intent = intent()
        let report = try project.aSecondLater { try await $0.rollbackGradually(intent) }
        #expect(report.rollout?.plan.rollout == name)
        #expect(report.rollout?.outcome?.word == "rolledBack")
        #expect(project.world.traffic() == Traffic(version: Version(41)))
    }

    @Test func `what became of the alias while it was planned is seen under the lock`() throws {
        let project = try Project()
        _ = try project.deploy(42)
        let (world, intent) = (project.world, intent())
        let before = try project.history()
        // The engine is asked between the first look and the lock.
        let deployment = project.deployment(health: {
            world.split(41, at: .percent(7))
            return 1
        })
        let complaint = #expect(throws: Complaint.self) {
            try project.time.run {
                let next = project.time.now.advanced(by: .seconds(1))
                try await project.time.sleep(until: next, tolerance: nil)
                return try await deployment.rollbackGradually(intent)
            }
        }
        #expect(complaint?.what.contains("was changed by someone else") == true)
        #expect(try project.history() == before)
    }

    @Test func `without steps it is refused, and says how to go at once`() throws {
        let project = try Project()
        _ = try project.deploy(42)
        let complaint = #expect(throws: Complaint.self) {
            try project.aSecondLater { try await $0.rollbackGradually(.sample(strategy: .steps())) }
        }
        #expect(complaint?.exit == .usage)
        #expect(complaint?.next.first?.hasPrefix("sluice rollback ") == true)
        #expect(project.world.traffic() == Traffic(version: Version(42)))
    }

    @Test func `a version that does not exist is refused before anything is written`() throws {
        let project = try Project()
        project.world.aws.replace(GetFunctionConfiguration.self) { _ in throw AWSFailure.missing }
        let before = project.world.aws.calls(UpdateAlias.self).count
        let intent = intent()
        #expect(throws: Complaint.self) {
            try project.aSecondLater { try await $0.rollbackGradually(intent, to: Version(9)) }
        }
        #expect(project.world.aws.calls(UpdateAlias.self).count == before)
    }
}
