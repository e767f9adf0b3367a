// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

@Suite struct SteerTests {
    @Test func `a pause where nobody drives is recorded and moves nothing`() throws {
        let project = try Project()
        let name = try project.openRollout()
        let before = project.world.traffic()
        let report = try project.aSecondLater { try await $0.ask(.pause, of: name, reason: "look") }
        #expect(report.end == .open)
        #expect(report.rollout?.pause?.reason == "look")
        #expect(report.rollout?.pause?.who == "mira")
        #expect(report.notes == ["nobody drives \(name); it waits until: sluice resume \(name)"])
        #expect(project.world.traffic() == before)
    }

    @Test func `a pause where nobody drives keeps the claim beyond its deadline`() throws {
        let project = try Project()
        let name = try project.openRollout()
        func claim() throws -> Claim {
            try #require(Claim(in: project.world.description ?? ""))
        }
        let before = try claim()
        let report = try project.aSecondLater { try await $0.ask(.pause, of: name) }
        let after = try claim()
        #expect(after.rollout == name)
        #expect(before.until.duration(to: after.until) >= .seconds(86_000))
        // What was written is known to whoever goes on.
        #expect(report.rollout?.alias?.revision == report.alias?.revision)
        project.interrupts.set([])
        let end = try project.aSecondLater { try await $0.goOn(name) }
        #expect(end.rollout?.outcome == .promotedUnjudged)
    }

    @Test func `a pause where nobody drives and somebody moved the alias is recorded all the same`()
        throws
    {
        let project = try Project()
        let name = try project.openRollout()
        project.world.interfere(41)
        let report = try project.aSecondLater { try await $0.ask(.pause, of: name) }
        #expect(report.rollout?.pause?.who == "mira")
        #expect(project.world.description == "theirs")
    }

    @Test func `a resume ends the pause and drives where nobody does`() throws {
        let project = try Project()
        let name = try project.openRollout()
        _ = try project.aSecondLater { try await $0.ask(.pause, of: name) }
        project.interrupts.set([])
        let report = try project.aSecondLater { deployment in
            async let paused = deployment.goOn(name)
            return try await paused
        }
        #expect(report.rollout?.pause == nil)
        #expect(report.rollout?.requests.map(\.verb) == [.pause, .resume])
        #expect(report.rollout?.outcome != nil)
    }

    @Test func `a promote drives where nobody does, without the rest of the bake`() throws {
        let project = try Project()
        let name = try project.openRollout()
        let begun = project.time.now
        let report = try project.aSecondLater { try await $0.ask(.promoteAll, of: name) }
        #expect(report.end == .finished(.promotedUnjudged))
        #expect(report.rollout?.steps.map(\.end) == [.promoted])
        #expect(begun.duration(to: project.time.now) < .seconds(60))
        #expect(project.world.traffic() == Traffic(version: Version(42)))
    }

    @Test(arguments: [Request.Verb.pause, .promote, .resume])
    func `a driver that does not answer is named, and what was asked stays`(
        verb: Request.Verb
    ) throws {
        let project = try Project()
        let name = try project.openRollout()
        let before = project.world.aws.calls(UpdateAlias.self).count
        let complaint = #expect(throws: Complaint.self) {
            try project.whileHeld(by: name) { try await $0.ask(verb, of: name) }
        }
        #expect(complaint?.what.hasSuffix("drives \(name) and does not answer") == true)
        #expect(complaint?.next.first?.hasPrefix("sluice abort \(name)") == true)
        // A process that is stopped hears no other signal.
        #expect(complaint?.next.last?.hasPrefix("kill -9 ") == true)
        #expect(project.world.aws.calls(UpdateAlias.self).count == before)
        let store = project.store
        let asked = try project.time.run {
            try await store.requests(of: name).requests(without: [])
        }
        #expect(asked.map(\.verb) == [verb])
    }

    @Test func `a process that drives takes a pause and a promote in at once`() throws {
        let project = try Project()
        let (intent, time, store) = (
            project.intent(42, .steps((10, 600), (50, 600))), project.time, project.store
        )
        let deployment = project.deployment()
        let report = try time.run {
            async let driving = deployment.deploy(intent)
            try await time.sleep(until: time.now.advanced(by: .seconds(5)), tolerance: nil)
            let name = try #require(try await store.names().last)
            let paused = try await deployment.ask(.pause, of: name)
            #expect(paused.end == .open)
            #expect(paused.isDriven)
            #expect(paused.rollout?.pause != nil)
            try await time.sleep(until: time.now.advanced(by: .seconds(900)), tolerance: nil)
            let still = try await store.rollout(name)
            #expect(still.step == 0)
            let asked = time.now
            let promoted = try await deployment.ask(.promoteAll, of: name)
            #expect(asked.duration(to: time.now) <= .seconds(1))
            #expect(promoted.rollout?.pause == nil)
            return try await driving
        }
        #expect(report.end == .finished(.promotedUnjudged))
    }

    @Test func `who follows another driver can stop following`() throws {
        let project = try Project()
        let intent = project.intent(42, .steps((10, 600)))
        let (time, store) = (project.time, project.store)
        let driver = project.deployment(interrupt: { nil })
        let asked = Box(false)
        let follower = project.deployment(interrupt: {
            while !asked.get() {
                let next = time.now.advanced(by: .milliseconds(50))
                do { try await time.sleep(until: next, tolerance: nil) } catch { return nil }
            }
            return .interrupt
        })
        // The going back takes long: AWS is away.
        let complaint = try time.run {
            async let driving = driver.deploy(intent)
            try await time.sleep(until: time.now.advanced(by: .seconds(8)), tolerance: nil)
            let name = try #require(try await store.names().last)
            project.world.refuse(.throttled)
            let complaint = await #expect(throws: Complaint.self) {
                async let end = follower.abort(name)
                try await time.sleep(until: time.now.advanced(by: .seconds(3)), tolerance: nil)
                asked.set(true)
                return try await end
            }
            project.world.refuse(nil)
            _ = try await driving
            return complaint
        }
        #expect(complaint?.exit == .interrupted)
        #expect(project.world.traffic() == Traffic(version: Version(41)))
    }

    @Test func `a driver whose loop hangs is told from one that works`() throws {
        let project = try Project()
        let name = try project.openRollout()
        project.interrupts.set([])
        let (time, target, store) = (project.time, project.target, project.store)
        let (locks, deployment) = (project.locks, project.deployment())
        let isHanging = Box(false)
        try time.run {
            let plan = try await store.rollout(name).plan
            let journal = HangingJournal(
                base: try await store.open(name),
                clock: time,
                isHanging: isHanging
            )
            let held = deployment.locks
            let holder = deployment.holder(of: name)
            async let driving = held.holdingLease(target, as: holder) { _ in
                try await deployment.drive(journal, of: plan)
            }
            try await time.sleep(until: time.now.advanced(by: .seconds(30)), tolerance: nil)
            let before = try #require(try await locks.driving(target))
            #expect(before.isAnswering(at: time.now))
            isHanging.set(true)
            try await time.sleep(until: time.now.advanced(by: .seconds(30)), tolerance: nil)
            let after = try #require(try await locks.driving(target))
            #expect(!after.isAnswering(at: time.now))
            isHanging.set(false)
            _ = try await driving
        }
    }

    @Test func `what goes back already is not steered any more`() throws {
        let project = try Project()
        let name = try project.openRollout()
        project.world.refuse(.broken)
        project.world.hide()
        _ = try project.aSecondLater { try await $0.abort(name) }
        let complaint = #expect(throws: Complaint.self) {
            try project.aSecondLater { try await $0.ask(.promote, of: name) }
        }
        #expect(complaint?.exit == .refused)
        #expect(complaint?.what == "rollout \(name) goes back already: promote is too late")
    }

    @Test func `what someone else set is gone on from where a person says so`() throws {
        let project = try Project()
        let name = try project.openRollout()
        project.world.split(42, at: .percent(30))
        let held = try project.aSecondLater { try await $0.goOn(name) }
        guard case .left(.drift(let found)) = held.end else {
            Issue.record("not held: \(held.end)")
            return
        }
        #expect(
            held.rollout?.driftComplaint(found: found).text == """
                error: alias orders:live was changed by someone else; rollout \(name) holds
                  why    expected v41 90 %, v42 10 %
                         found v41 70 %, v42 30 %
                  now    traffic is v41 70 %, v42 30 %; Sluice overwrites nothing of it
                  next   sluice resume \(name) --local --adopt   # takes v41 70 %, v42 30 % and bakes there and goes on
                         sluice abort \(name) --local   # gives v41 all calls
                         sluice resume \(name) --local   # once the alias is as expected again
                """
        )
        let refused = #expect(throws: Complaint.self) {
            try project.aSecondLater { try await $0.ask(.promoteAll, of: name) }
        }
        #expect(refused?.exit == .refused)
        let report = try project.aSecondLater { try await $0.goOn(name, adopting: true) }
        #expect(report.end.isPromoted)
        #expect(project.world.traffic() == Traffic(version: Version(42)))
    }

    @Test func `a version that the rollout does not know is not adopted`() throws {
        let project = try Project()
        let name = try project.openRollout()
        project.world.interfere(50)
        let complaint = #expect(throws: Complaint.self) {
            try project.aSecondLater { try await $0.goOn(name, adopting: true) }
        }
        #expect(complaint?.exit == .refused)
        #expect(complaint?.what == "rollout \(name) cannot go on from v50 100 %")
    }

    @Test func `a consent that nobody asks for is refused`() throws {
        let project = try Project()
        let name = try project.openRollout()
        let complaint = #expect(throws: Complaint.self) {
            try project.aSecondLater { try await $0.ask(.approve, of: name) }
        }
        #expect(complaint?.what == "rollout \(name) asks for no approval")
    }
}
