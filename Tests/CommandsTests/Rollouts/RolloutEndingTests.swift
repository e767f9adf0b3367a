// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceDeploy
import Testing

@testable import SluiceCommands

@Suite struct RolloutEndingTests {
    static let bad = Reason(.errors, "v2 failed 13 of 24 calls")
    static let asked = Reason(.operator, "aborted by mira")

    private func ending(
        _ end: SluiceDeploy.Report.End,
        _ events: [Event] = [],
        goesBack: Bool = false
    ) throws -> RolloutEnding {
        let rollout = try Sample.rollout(events)
        return RolloutEnding(
            report: SluiceDeploy.Report(
                end: end,
                target: Sample.target,
                rollout: rollout,
                entries: try Sample.entries(events),
                alias: AliasState(version: Version(1), revision: "a2")
            ),
            begun: rollout.plan.at,
            ended: rollout.plan.at.advanced(by: .seconds(90)),
            goesBack: goesBack
        )
    }

    @Test(arguments: [
        (Outcome.promoted, false, Int32(0)), (.promotedUnjudged, false, 0),
        (.rolledBack(bad), false, 10), (.rolledBack(bad), true, 0),
        (.stopped(Reason(.gate, "no")), false, 11), (.stopped(asked), false, 14),
        (.stopped(asked), true, 0), (.superseded, false, 12), (.superseded, true, 12),
        (.stopped(Reason(.aws, "no")), true, 1),
    ])
    func `the exit code is that of the outcome`(
        outcome: Outcome,
        goesBack: Bool,
        exit: Int32
    ) throws {
        let events = [Event.finished(outcome: outcome)]
        #expect(try ending(.finished(outcome), events, goesBack: goesBack).exit.rawValue == exit)
    }

    @Test func `whoever stops leaves the code of the signal`() throws {
        #expect(try ending(.interrupted(.interrupt)).exit == .interrupted)
        #expect(try ending(.interrupted(.terminate)).exit == .terminated)
        #expect(try ending(.left(.noData)).exit == .leftOpen)
        #expect(try ending(.unchanged(version: "1")).exit == .success)
        #expect(try ending(.open).exit == .success)
    }

    @Test func `what went wrong on the way decides the exit code and not the document`() throws {
        var ending = try ending(.open)
        #expect(ending.document.outcome == "open")
        ending.report.complaint = Complaint("the alias is someone else's", exit: .refused)
        #expect(ending.exit == .refused)
        #expect(ending.document.outcome == "open")
    }

    @Test func `an abort without the driver is told as what it was`() throws {
        let ending = try ending(.finished(.rolledBack(Self.asked)), goesBack: true)
        #expect(ending.text.hasPrefix("ROLLED BACK   orders:live   v2 → v1"))
        #expect(!ending.text.contains("sluice resume"))
    }

    @Test func `the document has every field, with null where there is nothing`() throws {
        try Snapshot.expect(
            JSONText.line(try ending(.interrupted(.interrupt)).document),
            "deploy-open"
        )
        let events = [Event.finished(outcome: .rolledBack(Self.bad))]
        try Snapshot.expect(
            JSONText.line(try ending(.finished(.rolledBack(Self.bad)), events).document),
            "deploy-rolled-back"
        )
    }

    @Test func `an unchanged alias has no rollout`() throws {
        let ending = RolloutEnding(
            report: SluiceDeploy.Report(
                end: .unchanged(version: "1"),
                target: Sample.target,
                alias: AliasState(version: Version(1), revision: "a1")
            ),
            begun: Timestamp(second: 0),
            ended: Timestamp(second: 1)
        )
        #expect(ending.document.outcome == "unchanged")
        #expect(ending.target.rollout == nil)
        #expect(ending.target.traffic == ["1": 1])
    }

    @Test func `status tells where a rollout stands in the fields of a target`() throws {
        let report = OpenRolloutReport(try found(), at: Timestamp(second: 1_767_262_490))
        try Snapshot.expect(JSONText.line(report), "status")
        #expect(
            report.cells == ["r-01JD4K", "orders:live", "v1 → v2", "0 of 2", "v1 100 %", "7"]
        )
    }

    @Test func `status tells what a silent driver was asked, and that its traffic may be old`()
        throws
    {
        let at = Timestamp(second: 1_767_262_480)
        var found = try found()
        found.unheard = [Request(id: "a", verb: .abort, who: "mira", at: at)]
        let report = OpenRolloutReport(found, at: Timestamp(second: 1_767_262_490))
        #expect(report.cells[3] == "abort asked \(at.clockText), not taken up")
        #expect(report.cells[4] == "was v1 100 %")
    }

    @Test func `status says that its traffic was not read now, and who watches nothing`() throws {
        let now = Timestamp(second: 1_767_262_490)
        let driven = OpenRolloutReport(try found(), at: now)
        let told = "traffic is what the journals knew last; the aliases were not read now"
        #expect(OpenRolloutReport.notes([driven]) == [told])
        var left = try found()
        left.driving = nil
        let alone = OpenRolloutReport(left, at: now)
        let last = left.rollout.lastAt.clockText
        #expect(
            OpenRolloutReport.notes([alone]) == [
                told, "r-01JD4K is watched by nobody since \(last)",
            ]
        )
    }

    @Test func `status says of a share that was set by hand that it stays`() throws {
        let plan = Plan.byHand(
            Plan.shiftName,
            rollout: "r-1",
            at: Timestamp(second: 1),
            by: "mira",
            environment: "production",
            target: Sample.target,
            alias: AliasState(version: Version(1), revision: "a1"),
            candidate: Version(2),
            weight: .percent(10)
        )
        let state = AliasState(
            version: Version(1),
            weighted: .init(Version(2), .percent(10)),
            revision: "a2"
        )
        let action = Action.moveAlias(move: .shift(to: .percent(10)), attempt: 0)
        let events: [Event] = [
            .started(plan: plan),
            .driving(driver: DriverIdentity(pid: 7, host: "h", who: "mira")),
            .decided(decision: .advance(to: 0, grade: .start), evidence: nil),
            .intended(action: action), .wrote(action: action, effect: .alias(state)),
        ]
        let entries = events.enumerated().map {
            Entry(n: $0.offset + 1, at: plan.at, event: $0.element)
        }
        let rollout = try #require(Rollout(replaying: entries))
        let report = OpenRolloutReport(
            OpenRollouts.Found(rollout: rollout, driving: nil),
            at: Timestamp(second: 10)
        )
        #expect(report.cells.last == "by hand")
        #expect(
            OpenRolloutReport.notes([report]).last
                == "r-1 was set by hand by mira, and stays as it was set"
        )
        #expect(rollout.nextWhileOpen(isDriven: false).first?.hasPrefix("sluice shift") == true)
    }

    private func found() throws -> OpenRollouts.Found {
        let driver = DriverIdentity(pid: 7, host: "h", who: "mira")
        return OpenRollouts.Found(
            rollout: try Sample.rollout([.driving(driver: driver)]),
            driving: Driving(holder: TargetLock.Holder(driver: driver, rollout: "r-01JD4K"))
        )
    }
}
