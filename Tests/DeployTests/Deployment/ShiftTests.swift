// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

@Suite struct ShiftTests {
    private func shift(_ project: Project, _ percent: Int, _ version: Int? = nil) throws -> Report {
        try project.aSecondLater {
            try await $0.shift(
                .sample(),
                to: .percent(percent),
                version: version.map { Version($0) }
            )
        }
    }

    @Test func `a share is set, changed and taken to the end, each recorded`() throws {
        let project = try Project()
        let first = try shift(project, 30, 42)
        #expect(first.end == .open)
        #expect(first.alias?.traffic.text == "v41 70 %, v42 30 %")
        #expect(try project.history() == ["shift v42 open"])
        _ = try shift(project, 50)
        #expect(project.world.traffic()?.text == "v41 50 %, v42 50 %")
        #expect(try project.history() == ["shift v42 superseded", "shift v42 open"])
        let last = try shift(project, 100)
        #expect(last.end == .finished(.promoted))
        #expect(project.world.traffic() == Traffic(version: Version(42)))
        #expect(
            try project.history()
                == ["shift v42 superseded", "shift v42 superseded", "shift v42 promoted"]
        )
    }

    @Test func `a share that stays open says so, and why it was set is in its record`() throws {
        let project = try Project()
        let first = try project.aSecondLater {
            try await $0.shift(.sample(), to: .percent(30), version: Version(42), reason: "a look")
        }
        let name = try #require(first.rollout?.plan.rollout)
        #expect(
            first.notes == [
                "the share stays, and its record \(name) open, until: "
                    + "sluice shift staging --local 0%, sluice shift staging --local 100%, "
                    + "or: sluice rollback staging --local"
            ]
        )
        #expect(first.rollout?.plan.reason == "a look")
        let back = try project.aSecondLater {
            try await $0.shift(.sample(), to: .none, reason: "seen")
        }
        #expect(back.notes == [])
        let reason = Reason(.operator, "set by hand by mira: seen")
        #expect(back.end == .finished(.rolledBack(reason)))
    }

    @Test func `a resume ends the record of a share that somebody took away`() throws {
        let project = try Project()
        let name = try #require(try shift(project, 30, 42).rollout?.plan.rollout)
        project.world.interfere(41)
        let report = try project.aSecondLater { try await $0.goOn(name) }
        #expect(report.end == .finished(.superseded))
        #expect(try project.history() == ["shift v42 superseded"])
    }

    @Test func `a resume does not drive a share that stays`() throws {
        let project = try Project()
        let first = try shift(project, 30, 42)
        let name = try #require(first.rollout?.plan.rollout)
        let writes = project.world.aws.calls(UpdateAlias.self).count
        let report = try project.aSecondLater { try await $0.goOn(name) }
        #expect(report.end == .open)
        #expect(report.complaint == nil)
        #expect(report.notes == first.notes)
        #expect(report.alias?.traffic.text == "v41 70 %, v42 30 %")
        #expect(report.entries.count == first.entries.count)
        #expect(project.world.aws.calls(UpdateAlias.self).count == writes)
        #expect(try project.history() == ["shift v42 open"])
    }

    @Test func `who deploys beside a share that stays is told what ends it`() throws {
        let project = try Project()
        _ = try shift(project, 30, 42)
        let complaint = #expect(throws: Complaint.self) { try project.deploy(43) }
        #expect(complaint?.exit == .refused)
        #expect(complaint?.why.first?.contains("set by hand by mira 1 s ago, and stays") == true)
        #expect(
            complaint?.commands.prefix(4) == [
                "sluice status staging --local", "sluice shift staging --local 0%",
                "sluice shift staging --local 100%", "sluice rollback staging --local",
            ]
        )
        #expect(complaint?.commands.contains { $0.hasPrefix("sluice resume") } == false)
    }

    @Test func `a share to be held is not set over what came in between`() throws {
        let project = try Project()
        let world = project.world
        let deployment = project.deployment(health: {
            world.split(42, at: .percent(7))
            return 1
        })
        let until = project.time.now.advanced(by: .seconds(3600))
        let complaint = #expect(throws: Complaint.self) {
            try project.time.run {
                try await deployment.shift(
                    .sample(),
                    to: .percent(30),
                    version: Version(42),
                    holdUntil: until
                )
            }
        }
        #expect(complaint?.what.contains("was changed by someone else") == true)
        #expect(try project.history() == [])
        #expect(world.traffic()?.text == "v41 93 %, v42 7 %")
    }

    @Test func `a share is taken away by nought per cent, or by rollback`() throws {
        let project = try Project()
        _ = try shift(project, 30, 42)
        _ = try shift(project, 0)
        #expect(project.world.traffic() == Traffic(version: Version(41)))
        _ = try shift(project, 30, 42)
        let back = try project.rollback()
        #expect(back.end == .finished(.rolledBack(Reason(.operator, "aborted by mira: bad"))))
        #expect(project.world.traffic() == Traffic(version: Version(41)))
        #expect(
            try project.history()
                == ["shift v42 superseded", "shift v42 rolledBack", "shift v42 rolledBack"]
        )
    }

    @Test func `a share that was held by a process that died is taken away like any other`() throws
    {
        let project = try Project()
        let until = project.time.now.advanced(by: .seconds(3600))
        project.interrupts.set([.interrupt])
        let held = try project.aSecondLater {
            try await $0.shift(
                .sample(),
                to: .percent(30),
                version: Version(42),
                holdUntil: until
            )
        }
        #expect(held.end == .interrupted(.interrupt))
        #expect(held.rollout?.plan.staysByHand == false)
        #expect(Claim(in: held.alias?.description ?? "") != nil)
        project.interrupts.set([])
        let back = try shift(project, 0)
        #expect(back.complaint == nil)
        #expect(project.world.traffic() == Traffic(version: Version(41)))
        #expect(back.alias?.description == "mine")
        #expect(try project.history() == ["shift v42 superseded", "shift v42 rolledBack"])
    }

    @Test func `a claim that comes while it is written stops it`() throws {
        let project = try Project()
        let world = project.world
        let claim = Claim(rollout: "r-other", until: project.time.now.advanced(by: .seconds(3600)))
        let theirs = claim.text(before: "mine", place: "1/2") ?? ""
        let complaint = try project.aSecondLater { deployment in
            world.aws.replace(UpdateAlias.self) { _ in
                world.describe(theirs)
                throw AWSFailure.stale
            }
            return try await deployment.shift(.sample(), to: .percent(30), version: Version(42))
        }.complaint
        #expect(complaint?.exit == .refused)
        #expect(complaint?.what.hasPrefix("rollout r-other moves alias orders:live") == true)
    }

    @Test func `what is so already is not written`() throws {
        let project = try Project()
        #expect(try shift(project, 100, 41).end == .unchanged(version: "41"))
        #expect(project.world.aws.calls(UpdateAlias.self).isEmpty)
    }

    @Test func `without a version there must be one with a share`() throws {
        let project = try Project()
        let complaint = #expect(throws: Complaint.self) { try shift(project, 30) }
        #expect(complaint?.exit == .usage)
        #expect(complaint?.next == ["sluice shift staging --local 30% --version N"])
    }

    @Test func `the weights of an open rollout are the rollout's`() throws {
        let project = try Project()
        project.interrupts.set([.interrupt])
        _ = try project.deploy(42, .steps((10, 60)))
        let complaint = #expect(throws: Complaint.self) { try shift(project, 30, 42) }
        #expect(complaint?.exit == .refused)
    }

    @Test func `a write of which nobody knows leaves its record open, and says so`() throws {
        let project = try Project()
        let world = project.world
        let report = try project.aSecondLater { deployment in
            world.aws.replace(UpdateAlias.self) { _ in
                world.hide()
                throw AWSFailure.silent
            }
            return try await deployment.shift(.sample(), to: .percent(30), version: Version(42))
        }
        #expect(report.end == .open)
        #expect(
            report.complaint?.now
                == ["it is not known what orders:live serves: the write may have happened"]
        )
        #expect(
            report.complaint?.next.last
                == "sluice versions staging --local   tells what the alias serves"
        )
        #expect(try project.history() == ["shift v42 open"])
    }

    @Test func `a shift that happened without an answer is done`() throws {
        let project = try Project()
        project.world.loseAnswers()
        let report = try shift(project, 30, 42)
        #expect(report.end == .open)
        #expect(report.complaint == nil)
        #expect(report.alias?.traffic.text == "v41 70 %, v42 30 %")
        #expect(project.world.aws.calls(UpdateAlias.self).count == 1)
    }

    @Test func `a write that AWS refuses ends its record`() throws {
        let world = AliasWorld()
        let project = try Project(world)
        world.refuse(AWSFailure(code: "InvalidParameterValueException", message: "no", status: 400))
        let report = try shift(project, 30, 42)
        #expect(
            report.end == .finished(.stopped(Reason(.aws, "InvalidParameterValueException: no")))
        )
        #expect(report.complaint?.now == ["traffic is v41 100 %; Sluice changed nothing"])
        #expect(try project.history() == ["shift v42 stopped"])
    }
}
