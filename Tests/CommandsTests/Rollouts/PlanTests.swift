// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceProject
import Testing

@testable import SluiceCommands

@Suite struct PlanTests {
    @Test func `a plan says what, why, how long and what it cannot see`() throws {
        let lines = PlanWords.lines(try Sample.plan(), scene: Sample.scene(calls: 600))
        try Snapshot.expect(lines.joined(separator: "\n"), "plan")
    }

    @Test func `an approval stands among the steps`() throws {
        var plan = try Sample.plan()
        plan.strategy.approvals = [Approval(before: 0, timeout: .seconds(3600))]
        let steps = PlanWords.lines(plan, scene: nil).first { $0.contains(" steps ") }
        #expect(steps?.contains("steps    approval within 1 h ▸ 10 %") == true)
        let document = PlanDocument(plan, scene: Sample.scene())
        #expect(document.targets.first?.steps.first?.approve?.timeout == 3600)
        #expect(document.targets.first?.steps.first?.weight == nil)
    }

    @Test func `a first deployment says that nobody is asked for an approval`() throws {
        var plan = try Sample.plan()
        plan.strategy.approvals = [Approval(before: 0, timeout: .seconds(3600))]
        plan.stable = nil
        let blind = PlanWords.cannotSee(plan, scene: Sample.scene())
        #expect(
            blind == [
                "a comparison: nothing serves yet, so steps, approvals and guards are left out"
            ]
        )
    }

    @Test(arguments: [
        ("python3.12", nil), ("python3.99", nil), ("nodejs22.x", nil), ("provided.al2023", nil),
        ("nodejs20", "nodejs20.x"), ("python312", "python3.12"), ("Python3.12", "python3.12"),
        ("node20", "nodejs16.x"), ("cobol", nil),
    ])
    func `a runtime that does not exist is named before anything is written`(
        runtime: String,
        suggestion: String?
    ) {
        let problem = RuntimeFit.problem(runtime, in: "sluice.yaml")
        let isWrong = suggestion != nil || runtime == "cobol"
        #expect((problem != nil) == isWrong)
        #expect(problem?.suggestion == suggestion)
    }

    @Test func `the same plan as JSON`() throws {
        try Snapshot.expect(
            JSONText.line(PlanDocument(try Sample.plan(), scene: Sample.scene())),
            "plan-json"
        )
    }

    @Test func `where no calls are judged nobody says that there are few`() {
        var intent = Sample.intent
        #expect(AlarmLint(intent, Sample.scene()).callsPerMinute == 600)
        intent.guards.failures = []
        // The survey does not count them then.
        #expect(AlarmLint(intent, Sample.scene(calls: 0)).callsPerMinute == nil)
    }

    @Test func `a refusal is in the document`() throws {
        let refusal = Complaint("no", exit: .refused)
        let document = PlanDocument(Sample.scene(), refusal: refusal)
        #expect(document.targets.map(\.refusals) == [["no"]])
        #expect(document.targets.map(\.publish) == [false])
    }

    @Test func `a protected environment needs a yes where nobody can be asked`() throws {
        for (settings, isRefused) in [(Settings(), true), (Settings(saysYes: true), false)] {
            let house = Composition(settings, variables: [:], folder: "/")
            var complaint: Complaint?
            do {
                // Tests have no terminal to ask on; where they have one, nothing is refused.
                try Protection.check(Sample.intent, verb: "deploy", options: "", in: house)
            } catch let found as Complaint {
                complaint = found
            }
            #expect((complaint != nil) == (isRefused && !house.console.isInteractive))
            #expect(complaint.map { $0.exit == .usage } ?? true)
        }
    }

    @Test func `a guard of latency that cannot judge is told as blind`() throws {
        var plan = try Sample.plan()
        plan.guards.latencyMargin = 0.2
        func lines() -> [String] { PlanWords.lines(plan, scene: Sample.scene()) }
        #expect(!lines().contains { $0.contains("latency cannot be judged") })
        plan.strategy.shape = .steps([Step(weight: .percent(10), bake: .seconds(60))])
        let blind = "latency cannot be judged: no bake is longer than 60 s"
        #expect(lines().contains { $0.hasSuffix(blind) })
        #expect(lines().contains { $0.hasSuffix("than the stable version: not judged, see blind") })
        #expect(PlanWords.cannotSee(plan, scene: Sample.scene()).contains(blind))
    }

    @Test func `probes count where users' calls are too few`() throws {
        var plan = try Sample.plan()
        let scene = Sample.scene(calls: 60)
        func text() -> String { PlanWords.lines(plan, scene: scene).joined(separator: "\n") }
        #expect(text().contains("under 20 are not judged"))
        plan.probes = Probes(every: .seconds(10), payload: .map([:]))
        plan.onHold.quiet = .hold
        #expect(text().contains("10 %: about 1 call, and 60 probes, which are judged as calls are"))
        #expect(text().contains("10 min: what probes do not bring up"))
        #expect(!text().contains("under 20"))
        plan.onHold.quiet = .probe
        #expect(
            text().contains("probes while it is held for too few, which are judged as calls are")
        )
        plan.onHold.quiet = .hold
        plan.probes = Probes(every: .seconds(60), payload: .map([:]))
        #expect(text().contains("and 10 probes; under 20 together are not judged"))
    }
}
