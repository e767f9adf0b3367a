// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

@Suite struct MilestoneTests {
    private func deploy(
        _ project: Project,
        _ strategy: Strategy = .steps((10, 60), (50, 60)),
        until milestone: Milestone
    ) throws -> Report {
        let intent = project.intent(42, strategy)
        return try project.aSecondLater { try await $0.deploy(intent, until: milestone) }
    }

    @Test func `it goes as far as the step and leaves it open, paused`() throws {
        let project = try Project()
        let begun = project.time.now
        let report = try deploy(project, until: .step(.percent(10)))
        #expect(report.end == .open)
        #expect(report.complaint == nil)
        #expect(project.world.traffic()?.text == "v41 90 %, v42 10 %")
        #expect(begun.duration(to: project.time.now) >= .seconds(60))
        let rollout = try #require(report.rollout)
        #expect(rollout.pause?.reason == "--until 10%")
        let name = rollout.plan.rollout
        #expect(report.notes.last?.hasSuffix("sluice resume \(name)") == true)
    }

    @Test func `a resume goes on, and the time between does not count`() throws {
        let project = try Project()
        let name = try #require(
            try deploy(project, until: .step(.percent(10))).rollout?.plan.rollout
        )
        let time = project.time
        let report = try project.aSecondLater { deployment in
            let later = time.now.advanced(by: .seconds(8 * 3600))
            try await time.sleep(until: later, tolerance: nil)
            return try await deployment.goOn(name)
        }
        #expect(report.rollout?.outcome?.word.hasPrefix("promoted") == true)
        #expect(project.world.traffic() == Traffic(version: Version(42)))
    }

    @Test func `until the gates nothing of the traffic moves`() throws {
        let project = try Project()
        let report = try deploy(project, until: .gates)
        #expect(report.end == .open)
        #expect(project.world.traffic() == Traffic(version: Version(41)))
        #expect(report.rollout?.step == nil)
        let name = try #require(report.rollout?.plan.rollout)
        let end = try project.aSecondLater { try await $0.abort(name) }.end
        #expect(end == .finished(.stopped(Reason(.operator, "aborted by mira"))))
    }

    @Test func `a consent that is asked for after the step is not waited for`() throws {
        let project = try Project()
        var strategy = Strategy.steps((10, 60), (50, 60))
        strategy.approvals = [Approval(before: 1, timeout: .seconds(3600))]
        let report = try deploy(project, strategy, until: .step(.percent(10)))
        #expect(report.end == .open)
        #expect(project.world.traffic()?.text == "v41 90 %, v42 10 %")
    }

    @Test func `a driver that was killed before it is followed by one that stops there too`() throws
    {
        let project = try Project()
        let intent = project.intent(42, .steps((10, 60), (50, 60)))
        project.interrupts.set([.interrupt])
        let report = try project.aSecondLater {
            try await $0.deploy(intent, until: .step(.percent(10)))
        }
        #expect(report.end == .interrupted(.interrupt))
        let name = try #require(report.rollout?.plan.rollout)
        project.interrupts.set([])
        let resumed = try project.aSecondLater { try await $0.goOn(name) }
        #expect(resumed.end == .open)
        #expect(resumed.notes.last?.hasPrefix("left open as asked, at 10%") == true)
        #expect(project.world.traffic()?.text == "v41 90 %, v42 10 %")
        let last = try project.aSecondLater { try await $0.goOn(name) }
        #expect(last.end.isPromoted)
    }

    @Test func `a person who promotes goes beyond it`() throws {
        let project = try Project()
        let intent = project.intent(42, .steps((10, 600), (50, 60)))
        project.interrupts.set([.interrupt])
        let name = try #require(
            try project.aSecondLater {
                try await $0.deploy(intent, until: .step(.percent(10)))
            }.rollout?.plan.rollout
        )
        project.interrupts.set([])
        let report = try project.aSecondLater { try await $0.ask(.promoteAll, of: name) }
        #expect(report.end.isPromoted)
    }

    @Test func `a first deployment has no step to stop at, and stops after its gates`() throws {
        let project = try Project()
        let intent = project.intent(42, .steps((10, 60)))
        project.world.aws.replace(GetAlias.self) { _ in throw AWSFailure.missing }
        let complaint = #expect(throws: Complaint.self) {
            try project.aSecondLater {
                try await $0.deploy(intent, until: .step(.percent(10)))
            }
        }
        #expect(complaint?.exit == .usage)
        #expect(complaint?.next.first == "sluice deploy staging --local --until gates")
        #expect(project.world.aws.calls(CreateAlias.self).isEmpty)
        #expect(try project.history().isEmpty)
        let report = try project.aSecondLater { try await $0.deploy(intent, until: .gates) }
        #expect(report.end == .open)
        #expect(project.world.aws.calls(CreateAlias.self).isEmpty)
    }

    @Test func `a step that the strategy has not is refused with those that it has`() throws {
        let project = try Project()
        let complaint = #expect(throws: Complaint.self) {
            try deploy(project, until: .step(.percent(20)))
        }
        #expect(complaint?.exit == .usage)
        #expect(complaint?.why == ["its steps are gates, 10%, 50%"])
        #expect(project.world.aws.calls(UpdateAlias.self).isEmpty)
    }

    @Test func `a hotfix ends what is open and takes no steps, and is recorded`() throws {
        let project = try Project()
        let name = try project.openRollout()
        project.interrupts.set([])
        let begun = project.time.now
        let intent = project.intent(43, .steps((10, 600), (50, 600))).asHotfix("tenants wait")
        let report = try project.aSecondLater {
            try await $0.deploy(intent, whenOpen: .supersede)
        }
        #expect(report.end == .finished(.promoted))
        #expect(report.rollout?.plan.hotfix == "tenants wait")
        #expect(report.rollout?.steps == [])
        #expect(begun.duration(to: project.time.now) < .seconds(60))
        let store = project.store
        let before = try project.time.run { try await store.rollout(name) }
        let text = "aborted by mira: superseded by a hotfix: tenants wait"
        #expect(before.outcome == .rolledBack(Reason(.operator, text)))
    }

    @Test func `a version that only made way for itself is not refused as rolled back`() throws {
        let project = try Project()
        _ = try project.openRollout()
        project.interrupts.set([])
        let intent = project.intent(42).asHotfix("tenants wait")
        let report = try project.aSecondLater {
            try await $0.deploy(intent, whenOpen: .supersede)
        }
        #expect(report.end == .finished(.promoted))
        #expect(project.world.traffic() == Traffic(version: Version(42)))
    }

    @Test func `a share that is held is watched until its time and then taken back`() throws {
        let project = try Project()
        let begun = project.time.now
        let end = begun.advanced(by: .seconds(900))
        let report = try project.aSecondLater {
            try await $0.shift(
                .sample(),
                to: .percent(30),
                version: Version(42),
                holdUntil: end
            )
        }
        let text = "the share that was set by hand was held until \(end.clockText)"
        #expect(report.end == .finished(.rolledBack(Reason(.deadline, text))))
        #expect(project.world.traffic() == Traffic(version: Version(41)))
        #expect(begun.duration(to: project.time.now) >= .seconds(899))
        #expect(try project.history() == ["shift v42 rolledBack"])
        #expect(throws: Complaint.self) {
            try project.aSecondLater {
                try await $0.shift(
                    .sample(),
                    to: .all,
                    version: Version(42),
                    holdUntil: .distantFuture
                )
            }
        }
    }
}
