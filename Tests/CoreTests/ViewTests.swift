// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceCore

@Suite struct ViewTests {
    func walk(_ change: (inout Walk.World) -> Void = { _ in }) throws -> Walk {
        var scene = Scene.serving41
        scene.latest?.configuration.timeout = 3
        var intent = Intent.sample(gates: [.run()])
        intent.settings.timeout = 10
        intent.settings.variables = ["TABLE": "orders", "TOKEN": "x"]
        let plan = try Plan(intent, given: scene, rollout: "r-01JD4K")
        var world = Walk.World()
        change(&world)
        return Walk(plan, world: world, versions: [.sample(Version(41))])
    }

    func screen(_ walk: Walk) -> String {
        LiveScreen(width: 100).lines(RolloutView(walk.rollout, at: walk.now)).joined(
            separator: "\n"
        )
    }

    @Test func `the live view in the middle of the first bake`() throws {
        var walk = try walk { $0.candidateFails = (2, 0) }
        while walk.rollout.judge.candidate.calls < 100 { _ = walk.run(maxSteps: 1) }
        expectSnapshot("live-bake", screen(walk))
    }

    @Test func `what can be seen stays the same while calls come as before`() throws {
        var walk = try walk()
        while walk.rollout.judge.candidate.calls < 100 { _ = walk.run(maxSteps: 1) }
        var seen: Set<String> = []
        for _ in 0..<200 where walk.rollout.steps.count < 2 {
            _ = walk.run(maxSteps: 1)
            if let line = RolloutView(walk.rollout, at: walk.now).canSee { seen.insert(line) }
        }
        // Once, where a fresh copy of the evidence starts and another failure is needed.
        #expect(seen.count <= 2, "\(seen.sorted())")
    }

    @Test func `the live view before anything has happened`() throws {
        expectSnapshot("live-start", screen(try walk()))
    }

    @Test func `the live view after a rollback`() throws {
        var walk = try walk { $0.candidateFails = (50, 0) }
        _ = walk.run()
        expectSnapshot("live-rolled-back", screen(walk))
    }

    @Test func `the report of a rollback`() throws {
        var walk = try walk { $0.candidateFails = (50, 0) }
        _ = walk.run()
        let error = FirstError(
            at: walk.now,
            message: "KeyError: 'tenant'",
            place: "app.py:88 load_order",
            count: 5,
            request: "8f1e22c0-1111"
        )
        let report = RolloutReport(rollout: walk.rollout, entries: walk.entries, errors: [error])
        expectSnapshot("report-rolled-back", report.text)
    }

    @Test func `the report of a promotion`() throws {
        var walk = try walk()
        _ = walk.run()
        expectSnapshot(
            "report-promoted",
            RolloutReport(rollout: walk.rollout, entries: walk.entries).text
        )
    }

    @Test func `no line is wider than the screen, coloured or not`() throws {
        var walk = try walk { $0.candidateFails = (2, 0) }
        while walk.rollout.judge.candidate.calls < 100 { _ = walk.run(maxSteps: 1) }
        let view = RolloutView(walk.rollout, at: walk.now)
        for width in [60, 80, 100, 140] {
            #expect(LiveScreen(width: width).lines(view).allSatisfy { $0.count <= width })
        }
        #expect(LiveScreen(isColoured: true).lines(view).contains { $0.contains("\u{1b}[") })
    }

    @Test func `calls after the last reading were hurt too, and so were those that the log knows`()
        throws
    {
        var walk = try walk { $0.candidateFails = (50, 0) }
        _ = walk.run()
        let counts = walk.rollout.judge.candidate
        let start = try #require(walk.rollout.judge.until)
        let late = Observation.Window(start: start, candidate: Counts(failures: 3, calls: 4))
        let observation = Observation(windows: [late], until: start.advanced(by: .seconds(5)))
        var rollout = walk.rollout
        let n = walk.entries.count + 1
        let event = Event.observed(poll: 99, observation: observation)
        let entry = Entry(n: n, at: walk.now, event: event)
        rollout.apply(entry)
        let report = RolloutReport(rollout: rollout, entries: walk.entries + [entry])
        #expect(TargetReport(rollout, at: walk.now).requests.failed == counts.failures + 3)
        #expect(rollout.judge == walk.rollout.judge)
        #expect(
            report.text.contains(
                " hurt    \(counts.failures + 3) of \(counts.calls + 4) calls to v42\n"
            )
        )
        // The decision stays what it was.
        #expect(report.text.contains("failed \(counts.failures) of \(counts.calls) judged calls"))
        let error = FirstError(
            at: walk.now,
            message: "x",
            place: nil,
            count: 90,
            request: "8f1e22c0"
        )
        let short = RolloutReport(rollout: walk.rollout, entries: walk.entries, errors: [error])
        #expect(short.text.contains(" hurt    at least 90 of "))
        // What the log told when it was closed is told ever after.
        var logged = observation
        logged.loggedFailures = 80
        let last = Event.observed(poll: 99, observation: logged)
        var closed = walk.rollout
        closed.apply(Entry(n: n, at: walk.now, event: last))
        let told = RolloutReport(rollout: closed, entries: walk.entries, errors: [error])
        #expect(told.text.contains(" hurt    at least 80 of "))
    }

    @Test func `what someone else ended has a reason in words and in JSON`() throws {
        var walk = try walk { $0.foreign = [2: Traffic(version: Version(41))] }
        #expect(walk.run() == .superseded)
        let reason = try #require(TargetReport(walk.rollout, at: walk.now).reason)
        #expect(reason.kind == .drift)
        #expect(reason.text.hasPrefix("someone else gave all calls back, or Sluice"))
        let report = RolloutReport(rollout: walk.rollout, entries: walk.entries).text
        #expect(report.contains(" why     \(reason.text)"))
    }

    @Test func `what a person promoted says who it was, not that calls were too few`() throws {
        var walk = Walk(try Plan.sample(.steps((10, 600))), versions: [.sample(Version(41))])
        while walk.rollout.weight == .none { _ = walk.run(maxSteps: 1) }
        walk.record(
            .requested(
                request: Request(
                    id: "p",
                    verb: .promote,
                    who: "mira",
                    at: walk.now,
                    reason: "seen enough"
                )
            )
        )
        #expect(walk.run() == .promotedUnjudged)
        let report = RolloutReport(rollout: walk.rollout, entries: walk.entries).text
        #expect(report.contains("not judged: mira promoted it by hand after "))
        #expect(report.contains(": seen enough"))
        #expect(!report.contains("too few"))
    }

    @Test(arguments: [(0, "0 calls"), (1, "1 call"), (1081, "1,081 calls")])
    func `a count agrees with what is counted`(count: Int, text: String) {
        #expect(Numbers.counted(count, "call") == text)
    }

    @Test func `a target's report has the words of the contract`() throws {
        var walk = try walk { $0.candidateFails = (50, 0) }
        _ = walk.run()
        let report = TargetReport(walk.rollout, at: walk.now)
        #expect(report.outcome == "rolledBack")
        #expect(report.reason?.kind == .errors)
        #expect(report.traffic == ["41": 1.0])
        #expect(report.steps.map(\.decision) == ["rolledBack"])
        #expect(report.steps.map(\.weight) == [0.1])
        #expect(report.requests.failed == walk.rollout.judge.candidate.failures)
        #expect(walk.rollout.exit == .rolledBack)
    }

    @Test(arguments: [
        (0.0, "0 %"), (0.0009, "0.09 %"), (0.058, "5.8 %"), (0.5, "50 %"), (1, "100 %"),
    ])
    func `a share is written with two digits`(share: Double, text: String) {
        #expect(Numbers.percent(share) == text)
    }

    @Test(arguments: [
        (4.65, "45,000"), (1.18, "15"), (-0.1, "0.8"), (2.0, "100"), (13, "over a million million"),
    ])
    func `evidence is written as people say it`(log10: Double, text: String) {
        #expect(Numbers.power(log10) == text)
    }
}

@Suite struct ByHandReportTests {
    @Test func `a rollback by hand is not called a promotion`() {
        let at = Timestamp(second: 1_000_000)
        let plan = Plan.byHand(
            Plan.rollbackName,
            rollout: "r-2",
            at: at,
            by: "mira",
            environment: "production",
            target: .sample,
            alias: .serving41,
            candidate: Version(40),
            reason: "tenants complain"
        )
        let action = Action.moveAlias(move: .complete, attempt: 0)
        let alias = AliasState(version: Version(40), revision: "a2")
        let events: [Event] = [
            .started(plan: plan),
            .decided(decision: .advance(to: 0, grade: .start), evidence: nil),
            .intended(action: action),
            .wrote(action: action, effect: .alias(alias)),
            .finished(outcome: .promoted),
        ]
        let entries = events.enumerated().map { Entry(n: $0.offset + 1, at: at, event: $0.element) }
        let rollout = Rollout(replaying: entries)
        #expect(rollout != nil)
        expectSnapshot(
            "report-rollback-by-hand",
            rollout.map { RolloutReport(rollout: $0, entries: entries).text } ?? ""
        )
        let told = rollout.map { TargetReport($0, at: at) }
        #expect(told?.outcome == "rolledBack")
        #expect(told?.reason == Reason(.operator, "rolled back by mira: tenants complain"))
    }

    @Test func `a share that was set by hand says why, once`() {
        let said: [(Weight, Outcome?, String)] = [
            (.percent(10), nil, " set by  mira: a look at it"),
            (.percent(10), .superseded, " set by  mira: a look at it"),
            (.all, .promoted, " why     by hand: mira: a look at it"),
            (
                .none, .rolledBack(Reason(.operator, "set by hand by mira: a look at it")),
                " why     set by hand by mira: a look at it"
            ),
        ]
        let at = Timestamp(second: 1_000_000)
        for (weight, outcome, line) in said {
            let plan = Plan.byHand(
                Plan.shiftName,
                rollout: "r-2",
                at: at,
                by: "mira",
                environment: "production",
                target: .sample,
                alias: .serving41,
                candidate: Version(42),
                weight: weight,
                reason: "a look at it"
            )
            let events =
                [.started(plan: plan)]
                + [outcome].compactMap { $0 }.map {
                    Event.finished(outcome: $0)
                }
            let entries = events.enumerated().map {
                Entry(n: $0.offset + 1, at: at, event: $0.element)
            }
            let lines = Rollout(replaying: entries).map {
                RolloutReport(rollout: $0, entries: entries).text.split(separator: "\n")
            }
            #expect(lines?.filter { $0.contains("a look at it") } == [Substring(line)])
        }
    }

    @Test func `a rollback to what served a part already does not name itself as the way back`() {
        let at = Timestamp(second: 1_000_000)
        let plan = Plan.byHand(
            Plan.rollbackName,
            rollout: "r-2",
            at: at,
            by: "mira",
            environment: "production",
            target: .sample,
            alias: .serving41,
            candidate: Version(41)
        )
        let events: [Event] = [.started(plan: plan), .finished(outcome: .promoted)]
        let entries = events.enumerated().map { Entry(n: $0.offset + 1, at: at, event: $0.element) }
        let report = Rollout(replaying: entries).map {
            RolloutReport(rollout: $0, entries: entries)
        }
        #expect(report?.text.contains("sluice rollback") == false)
    }
}
