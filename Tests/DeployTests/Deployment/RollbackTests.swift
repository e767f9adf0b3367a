// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import SystemPackage
import Testing

@testable import SluiceDeploy

@Suite struct RollbackTests {
    @Test func `each rollback goes one further back, and a deployment starts anew`() throws {
        let project = try Project()
        for version in [42, 43] { _ = try project.deploy(version) }
        let first = try project.rollback()
        #expect(
            first.end
                == .finished(.rolledBack(Reason(.operator, "rolled back by mira: bad")))
        )
        #expect(project.world.traffic() == Traffic(version: Version(42)))
        _ = try project.rollback()
        #expect(project.world.traffic() == Traffic(version: Version(41)))
        #expect(throws: Complaint.self) { try project.rollback(to: nil) }
        _ = try project.deploy(44)
        _ = try project.rollback()
        #expect(project.world.traffic() == Traffic(version: Version(41)))
        #expect(
            try project.history() == [
                "steps v42 promoted", "steps v43 promoted", "rollback v42 promoted",
                "rollback v41 promoted", "steps v44 promoted", "rollback v41 promoted",
            ]
        )
    }

    @Test func `it is one read and one complete write of the alias`() throws {
        let project = try Project()
        _ = try project.deploy(42)
        let before = project.world.aws.names.count
        _ = try project.rollback(to: 41)
        #expect(Array(project.world.aws.names.dropFirst(before)) == ["GetAlias", "UpdateAlias"])
        let write = try #require(project.world.aws.calls(UpdateAlias.self).last)
        #expect(write.functionVersion == "41")
        #expect(write.routingConfig == RoutingConfig.none)
        #expect(write.revisionId == "a103")
        #expect(write.description == "mine")
    }

    @Test func `the alias beside goes back as well`() throws {
        let project = try Project()
        for version in [42, 43] { _ = try project.deploy(version) }
        #expect(project.world.traffic("live-previous") == Traffic(version: Version(42)))
        let report = try project.rollback()
        #expect(report.notes == [])
        #expect(project.world.traffic() == Traffic(version: Version(42)))
        #expect(project.world.traffic("live-previous") == Traffic(version: Version(41)))
    }

    @Test func `who goes back to a version that was rolled back here is told so`() throws {
        let project = try Project()
        for version in [42, 43] { _ = try project.deploy(version) }
        _ = try project.rollback()
        let told = Box<[String]>([])
        let deployment = project.deployment(tell: { text in told.change { $0.append(text) } })
        try project.time.run {
            let next = project.time.now.advanced(by: .seconds(1))
            try await project.time.sleep(until: next, tolerance: nil)
            _ = try await deployment.rollback(.sample(), to: Version(41))
        }
        #expect(told.get() == [])
        let rollout = try project.time.run { try await project.store.summaries().good[2] }
        try project.time.run {
            let next = project.time.now.advanced(by: .seconds(1))
            try await project.time.sleep(until: next, tolerance: nil)
            _ = try await deployment.rollback(.sample(), to: Version(43))
        }
        #expect(
            told.get() == [
                "note: v43 was rolled back here on \(rollout.at.date) (\(rollout.rollout)) by hand"
            ]
        )
    }

    @Test func `without journals the alias beside remembers`() throws {
        let live = AliasState(version: Version(42), revision: "a9")
        let previous = AliasState(version: Version(41), revision: "p1")
        let project = try Project(AliasWorld(live, previous: previous))
        let report = try project.rollback()
        #expect(report.alias?.traffic == Traffic(version: Version(41)))
    }

    @Test func `without any memory it says so and how to go on`() throws {
        let project = try Project()
        let complaint = #expect(throws: Complaint.self) { try project.rollback() }
        #expect(
            complaint?.text == """
                error: no version is known that orders:live served before v41
                  why    neither the journals here nor alias live-previous know one
                  now    traffic is v41 100 %; Sluice changed nothing
                  next   sluice versions staging --local
                         sluice rollback staging --local --to VERSION
                """
        )
    }

    @Test func `a journal that cannot be written does not stop it`() throws {
        let project = try Project(AliasWorld(AliasState(version: Version(42), revision: "a9")))
        try project.folder.write("in the way", to: ".sluice")
        let report = try project.rollback(to: 41)
        #expect(project.world.traffic() == Traffic(version: Version(41)))
        #expect(report.notes.first?.hasPrefix("this rollback is not in the journal: ") == true)
        #expect(report.notes.allSatisfy { !$0.contains("Complaint(") })
        #expect(report.notes.allSatisfy { !$0.contains("Sluice changed nothing") })
    }

    @Test func `a stale revision is settled by reading, and an old reading by another one`() throws
    {
        let project = try Project(AliasWorld(AliasState(version: Version(42), revision: "a9")))
        let world = project.world
        let aws = ScriptedAWS()
            .on(GetAlias.self) { _ in .init("live", AliasState(version: Version(42), revision: "x"))
            }
            .on(GetAlias.self) { _ in .init("live", AliasState(version: Version(42), revision: "y"))
            }
            .on(UpdateAlias.self) { _ in throw AWSFailure.stale }
            .on(UpdateAlias.self) { _ in .init("live", .serving41) }
        let rescue = AliasRescue(aws: aws, clock: project.time, function: "orders", alias: "live")
        let read = AliasState(version: Version(42), revision: "x")
        let begun = project.time.now
        let state = try project.time.run {
            try await rescue.write(
                Traffic(version: Version(41)),
                over: read,
                leaving: [Version(42)]
            )
        }
        #expect(state == .serving41)
        #expect(aws.calls(UpdateAlias.self).map(\.revisionId) == ["x", "y"])
        #expect(begun.duration(to: project.time.now) == .milliseconds(250))
        #expect(world.aws.names.isEmpty)
    }

    @Test func `readings that stay old are given ten seconds, and then nobody knows`() throws {
        let time = VirtualTime()
        let read = AliasState(version: Version(42), revision: "x")
        let aws = ScriptedAWS()
            .on(GetAlias.self) { _ in .init("live", read) }
            .on(UpdateAlias.self) { _ in throw AWSFailure.stale }
        let rescue = AliasRescue(aws: aws, clock: time, function: "orders", alias: "live")
        let begun = time.now
        let end = #expect(throws: AliasRescue.Unsettled.self) {
            try time.run {
                try await rescue.write(
                    Traffic(version: Version(41)),
                    over: read,
                    leaving: [Version(42)]
                )
            }
        }
        #expect(end?.found == nil)
        let took = begun.duration(to: time.now)
        #expect(took > .seconds(5))
        #expect(took < .seconds(10))
    }

    @Test func `a write without an answer that happened is not sent again`() throws {
        let aws = ScriptedAWS()
            .on(UpdateAlias.self) { _ in throw AWSFailure.silent }
            .on(GetAlias.self) { _ in .init("live", .serving41) }
        let time = VirtualTime()
        let rescue = AliasRescue(aws: aws, clock: time, function: "orders", alias: "live")
        let state = try time.run {
            try await rescue.write(
                Traffic(version: Version(41)),
                over: .split,
                leaving: [Version(42)]
            )
        }
        #expect(state == .serving41)
        #expect(aws.names == ["UpdateAlias", "GetAlias"])
    }

    @Test func `an alias that someone moved elsewhere is not taken back`() throws {
        let aws = ScriptedAWS()
            .on(UpdateAlias.self) { _ in throw AWSFailure.stale }
            .on(GetAlias.self) { _ in .init("live", AliasState(version: Version(50), revision: "z"))
            }
        let time = VirtualTime()
        let rescue = AliasRescue(aws: aws, clock: time, function: "orders", alias: "live")
        #expect(throws: AliasRescue.Superseded.self) {
            try time.run {
                try await rescue.write(
                    Traffic(version: Version(41)),
                    over: .split,
                    leaving: [Version(42)]
                )
            }
        }
        #expect(aws.calls(UpdateAlias.self).count == 1)
    }

    @Test func `a rollback without an end is taken up, not undone`() throws {
        let project = try Project(AliasWorld(AliasState(version: Version(42), revision: "a9")))
        let (world, time) = (project.world, project.time)
        world.loseAnswers()
        let first = try project.aSecondLater { deployment in
            world.aws.replace(UpdateAlias.self) { _ in
                world.hide()
                throw AWSFailure.silent
            }
            return try await deployment.rollback(.sample(), to: Version(41))
        }
        #expect(first.end == .open)
        #expect(try project.history() == ["rollback v41 open"])
        world.interfere(41)
        world.aws.replace(GetAlias.self) { .init($0.name, .serving41) }
        try time.run {
            try await time.sleep(until: time.now.advanced(by: .seconds(120)), tolerance: nil)
        }
        let second = try project.rollback()
        #expect(second.end == .unchanged(version: "41"))
        #expect(try project.history() == ["rollback v41 promoted"])
    }

    @Test func `an open rollout that nobody drives is aborted from here`() throws {
        let project = try Project()
        project.interrupts.set([.terminate])
        let opened = try project.deploy(42, .steps((10, 60)))
        #expect(opened.end == .interrupted(.terminate))
        #expect(
            project.world.traffic()
                == .split(stable: Version(41), candidate: Version(42), at: .percent(10))
        )
        let back = try project.rollback()
        #expect(
            back.end == .finished(.rolledBack(Reason(.operator, "aborted by mira: bad")))
        )
        #expect(project.world.traffic() == Traffic(version: Version(41)))
        #expect(try project.history() == ["steps v42 rolledBack"])
    }

    @Test func `what was counted after the end is in the journal`() throws {
        let project = try Project()
        project.interrupts.set([.terminate])
        _ = try project.deploy(42, .steps((10, 60)))
        let back = try project.rollback()
        let rollout = try #require(back.rollout)
        #expect(rollout.aftermath?.logged == 0)
        guard case .observed = try #require(back.entries.last?.event) else {
            Issue.record("the last line is no reading")
            return
        }
        let name = rollout.plan.rollout
        let again = try project.time.run { try await project.deployment().resume(name) }
        #expect(again.rollout == rollout)
        #expect(again.entries == back.entries)
    }

    @Test func `a live driver is asked, and followed to the end`() throws {
        let project = try Project()
        let time = project.time
        let (first, second) = (
            project.deployment(), project.deployment(DriverIdentity(pid: 9, host: "b", who: "jo"))
        )
        let intent = project.intent(42, .steps((10, 600)))
        let (driven, aborted) = try time.run {
            async let driven = first.deploy(intent)
            try await time.sleep(until: time.now.advanced(by: .seconds(20)), tolerance: nil)
            let aborted = try await second.rollback(.sample(), reason: "smells")
            return (try await driven, aborted)
        }
        let reason = Reason(.operator, "aborted by jo: smells")
        #expect(driven.end == .finished(.rolledBack(reason)))
        #expect(aborted.end == .finished(.rolledBack(reason)))
        #expect(aborted.rollout == driven.rollout)
        #expect(project.world.traffic() == Traffic(version: Version(41)))
        #expect(Timestamp(second: 1_000_000).duration(to: time.now) < .seconds(22))
    }

    @Test func `a driver that does not answer is overruled, and the request waits for it`() throws {
        let project = try Project()
        project.interrupts.set([.interrupt])
        let opened = try project.deploy(42, .steps((10, 600)))
        let name = try #require(opened.rollout?.plan.rollout)
        // The shift went out, and then its process hung.
        project.world.split(42, at: .percent(10))
        let (time, locks, store) = (project.time, project.locks, project.store)
        let holder = TargetLock.Holder(
            driver: .mira,
            rollout: name,
            requests: store.requests(of: name).place
        )
        let report = try time.run {
            try await locks.holding(opened.target, as: holder) {
                try await project.deployment().rollback(.sample(), reason: "hung")
            }
        }
        #expect(project.world.traffic() == Traffic(version: Version(41)))
        #expect(
            report.end == .finished(.rolledBack(Reason(.operator, "aborted by mira: hung")))
        )
        #expect(report.notes.first?.contains("process 4711 on build") == true)
        let asked = try time.run { try await store.requests(of: name).requests(without: []) }
        #expect(asked.map(\.verb) == [.abort])
        #expect(try project.history() == ["steps v42 open"])
    }

    @Test func `from an open rollout it goes on to the version that was named`() throws {
        let project = try Project()
        project.interrupts.set([.interrupt])
        _ = try project.deploy(42, .steps((10, 600)))
        let report = try project.rollback(to: 40)
        #expect(report.alias?.traffic == Traffic(version: Version(40)))
        #expect(try project.history() == ["steps v42 rolledBack", "rollback v40 promoted"])
    }

    @Test func `a request that cannot be left does not stop an abort`() throws {
        let project = try Project()
        project.interrupts.set([.interrupt])
        let opened = try project.deploy(42, .steps((10, 600)))
        let name = try #require(opened.rollout?.plan.rollout)
        try FileAccess.makeDirectory(FilePath(project.store.requests(of: name).place))
        let report = try project.rollback()
        #expect(project.world.traffic() == Traffic(version: Version(41)))
        #expect(report.notes.first?.hasPrefix("nobody could be asked") == true)
    }

    @Test func `bytes that were rolled back are known until they are promoted`() async throws {
        let project = try Project()
        let store = project.store
        func record(_ name: String, _ second: Int64, _ strategy: String, _ outcome: Outcome)
            async throws
        {
            var plan = try Plan(.sample(), given: .serving41(), rollout: name)
            plan.strategy.name = strategy
            if strategy == "rollback" {
                (plan.stable, plan.candidate) = (Version(42), Version(41))
            } else {
                plan.code = .fresh
            }
            let journal = try await store.create(name)
            let at = Timestamp(second: second)
            try await journal.append(Entry(n: 1, at: at, event: .started(plan: plan)))
            try await journal.append(Entry(n: 2, at: at, event: .finished(outcome: outcome)))
        }
        let sha256 = CodeReference.fresh.sha256
        try await record("r-1", 1, "canary", .rolledBack(Reason(.errors, "bad")))
        #expect(try await store.undamaged().rolledBack == [sha256: "r-1"])
        try await record("r-2", 2, "canary", .promoted)
        #expect(try await store.undamaged().rolledBack.isEmpty)
        try await record("r-3", 3, "rollback", .promoted)
        #expect(try await store.undamaged().rolledBack == [sha256: "r-3"])
    }

    @Test func `versions that were rolled back are known until they are promoted`() throws {
        let bad = Outcome.rolledBack(Reason(.errors, "bad"))
        func known(_ all: (strategy: String, outcome: Outcome?)...) throws -> [Version: String] {
            try all.enumerated().map { index, one in
                var plan = try Plan(.sample(), given: .serving41(), rollout: "r-\(index)")
                plan.strategy.name = one.strategy
                plan.candidate = Version(42)
                if one.strategy == Plan.rollbackName {
                    (plan.stable, plan.candidate) = (Version(42), Version(41))
                }
                var summary = RolloutSummary(Rollout(plan, at: Timestamp(second: 1)))
                summary.outcome = one.outcome
                return summary
            }
            .rolledBackVersions
        }
        #expect(try known(("canary", bad)) == [Version(42): "r-0"])
        #expect(try known(("canary", bad), ("canary", .promoted)).isEmpty)
        #expect(
            try known(("canary", .promoted), ("rollback", .promoted)) == [Version(42): "r-1"]
        )
        #expect(try known(("canary", nil), ("shift", bad)).isEmpty)
    }

    @Test func `a version that was rolled back is not deployed again by its number`() throws {
        var intent = Intent.sample()
        intent.code = nil
        intent.candidate = Version(42)
        var scene = try Scene.serving41()
        scene.candidate = try FunctionState(.sample("42"), mentioning: FunctionSettings())
        scene.rolledBackVersions = [Version(42): "r-7"]
        let complaint = #expect(throws: Complaint.self) {
            try Plan(intent, given: scene, rollout: "r-8")
        }
        #expect(complaint?.what == "v42 was rolled back here before, in r-7")
        #expect(complaint?.exit == .refused)
        intent.allowsRetry = true
        #expect(throws: Never.self) { try Plan(intent, given: scene, rollout: "r-8") }
    }
}
