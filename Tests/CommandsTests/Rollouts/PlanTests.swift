// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
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

    @Test func `the same plan as JSON`() throws {
        try Snapshot.expect(
            JSONText.line(PlanDocument(try Sample.plan(), scene: Sample.scene())),
            "plan-json"
        )
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
}
