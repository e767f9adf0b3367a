// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import SystemPackage
import Testing

@testable import SluiceDeploy

@Suite struct MakeWayTests {
    @Test func `an open rollout that nobody drives is named with all ways on`() throws {
        let project = try Project()
        let name = try project.openRollout()
        let complaint = #expect(throws: Complaint.self) { try project.deploy(43) }
        #expect(complaint?.exit == .refused)
        #expect(
            complaint?.text == """
                error: rollout \(name) of orders:live is still open
                  why    rollout \(name): v41 → v42, step 1 of 1, begun 1.1 s ago
                         nobody drives it (process 4711 on build did last)
                         one rollout moves an alias at a time
                  now    traffic is v41 90 %, v42 10 %; Sluice changed nothing
                  next   sluice status staging --local
                         sluice resume \(name)
                         sluice abort \(name)
                         sluice deploy staging --local --wait 30m   # after it has ended
                         sluice deploy staging --local --supersede   # in its place
                         sluice deploy staging --local --hotfix --reason TEXT   # in its place, at once
                """
        )
    }

    @Test func `the one that drives is named, and since when it is silent`() throws {
        let project = try Project()
        let name = try project.openRollout()
        let intent = project.intent(43)
        let time = project.time
        let silent = TargetLock(directory: project.locks.directory)
        let heard = project.time.now
        let complaint = #expect(throws: Complaint.self) {
            try project.whileHeld(by: name, locks: silent) { deployment in
                for file in try FileAccess.names(in: silent.directory) {
                    try FileAccess.setUsed(silent.directory.appending(file), at: time.now)
                }
                try await time.sleep(until: time.now.advanced(by: .seconds(60)), tolerance: nil)
                return try await deployment.deploy(intent)
            }
        }
        let why = complaint?.why.joined(separator: "\n") ?? ""
        let known = "process 4711 on build drives \(name), started by mira"
        let since = "it has been silent since \(heard.clockText) (stopped, or it hangs)"
        #expect(why.contains("\(known); \(since)"))
        let lively = #expect(throws: Complaint.self) {
            try project.whileHeld(by: name) { deployment in
                try await time.sleep(until: time.now.advanced(by: .seconds(60)), tolerance: nil)
                return try await deployment.deploy(intent)
            }
        }
        // It is driven: there is nothing to resume.
        #expect(lively?.commands.contains("sluice promote \(name)") == true)
        #expect(lively?.commands.contains("sluice resume \(name)") == false)
        #expect(
            lively?.why.contains(known) == true
        )
    }

    @Test func `--wait goes on when the open one has ended`() throws {
        let project = try Project()
        let name = try project.openRollout()
        let intent = project.intent(43, .steps())
        let (deployment, time, world) = (project.deployment(), project.time, project.world)
        let report = try time.run {
            async let second = deployment.deploy(intent, whenOpen: .wait(.seconds(1800)))
            try await time.sleep(until: time.now.advanced(by: .seconds(100)), tolerance: nil)
            #expect(world.traffic()?.version == Version(41))
            _ = try await project.deployment().abort(name)
            return try await second
        }
        #expect(report.end == .finished(.promotedUnjudged) || report.end == .finished(.promoted))
        #expect(world.traffic() == Traffic(version: Version(43)))
        #expect(
            try project.history().map { $0.split(separator: " ").last } == [
                "rolledBack", "promoted",
            ]
        )
    }

    @Test func `two that wait go one after the other`() throws {
        let project = try Project()
        let name = try project.openRollout()
        let (first, second) = (project.intent(43), project.intent(44))
        let (deployment, time) = (project.deployment(), project.time)
        try time.run {
            async let one = deployment.deploy(first, whenOpen: .wait(.seconds(1800)))
            async let two = deployment.deploy(second, whenOpen: .wait(.seconds(1800)))
            try await time.sleep(until: time.now.advanced(by: .seconds(10)), tolerance: nil)
            _ = try await project.deployment().abort(name)
            let ends = try await [one.end, two.end]
            #expect(ends == [.finished(.promoted), .finished(.promoted)])
        }
    }

    @Test func `--wait ends with the reason when the time is over`() throws {
        let project = try Project()
        let name = try project.openRollout()
        let (intent, deployment) = (project.intent(43), project.deployment())
        let begun = project.time.now
        let complaint = #expect(throws: Complaint.self) {
            try project.time.run {
                try await deployment.deploy(intent, whenOpen: .wait(.seconds(90)))
            }
        }
        #expect(complaint?.exit == .refused)
        #expect(complaint?.what == "rollout \(name) of orders:live is still open")
        #expect(complaint?.why.contains("it did not end within 1 min 30 s") == true)
        #expect(begun.duration(to: project.time.now) < .seconds(95))
    }

    @Test func `--supersede aborts the open one to its stable version, and goes on`() throws {
        let project = try Project()
        let name = try project.openRollout()
        let (intent, deployment) = (project.intent(43), project.deployment())
        let report = try project.time.run {
            try await deployment.deploy(intent, whenOpen: .supersede)
        }
        #expect(report.end == .finished(.promoted))
        #expect(report.rollout?.plan.stable == Version(41))
        #expect(
            report.notes.first
                == "rollout \(name) was superseded: rolledBack; traffic was v41 100 % then"
        )
        let old = try project.time.run { try await project.store.rollout(name) }
        #expect(
            old.outcome
                == .rolledBack(
                    Reason(.operator, "aborted by mira: superseded by another deployment")
                )
        )
    }

    @Test func `--supersede does not go on beside a driver that hangs`() throws {
        let project = try Project()
        let name = try project.openRollout()
        let intent = project.intent(43)
        let complaint = #expect(throws: Complaint.self) {
            try project.whileHeld(by: name) {
                try await $0.deploy(intent, whenOpen: .supersede)
            }
        }
        #expect(complaint?.exit == .refused)
        #expect(complaint?.what == "rollout \(name) was to be superseded and is still open")
        #expect(project.world.traffic() == Traffic(version: Version(41)))
    }

    @Test func `--supersede goes on from where a rollback by hand went`() throws {
        let project = try Project()
        _ = try project.killedRollback()
        let intent = project.intent(43)
        let report = try project.aSecondLater {
            try await $0.deploy(intent, whenOpen: .supersede)
        }
        #expect(report.end == .finished(.promoted))
        #expect(report.rollout?.plan.stable == Version(41))
        #expect(try project.history() == ["rollback v41 promoted", "steps v43 promoted"])
    }

    @Test func `who declines the plan leaves the open rollout as it was`() throws {
        let project = try Project()
        let name = try project.openRollout()
        let asked = Box<[String]>([])
        let deployment = project.deployment(
            confirm: { plan in
                asked.change { $0.append(plan.stable?.text ?? "") }
                return false
            }
        )
        let intent = project.intent(43)
        let before = project.world.aws.calls(UpdateAlias.self).count
        let complaint = #expect(throws: Complaint.self) {
            try project.time.run { try await deployment.deploy(intent, whenOpen: .supersede) }
        }
        #expect(complaint?.what == "the plan was declined")
        #expect(asked.get() == ["v41"])
        #expect(project.world.aws.calls(UpdateAlias.self).count == before)
        #expect(try project.time.run { try await project.store.rollout(name).outcome } == nil)
    }

    @Test func `who agrees to a plan in place of a rollout is asked once`() throws {
        let project = try Project()
        _ = try project.openRollout()
        let asked = Box(0)
        let deployment = project.deployment(
            confirm: { _ in
                asked.change { $0 += 1 }
                return true
            }
        )
        let intent = project.intent(43)
        let report = try project.time.run {
            try await deployment.deploy(intent, whenOpen: .supersede)
        }
        #expect(report.end == .finished(.promoted))
        #expect(asked.get() == 1)
    }
}
