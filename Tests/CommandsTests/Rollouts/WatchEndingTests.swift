// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import Testing

@testable import SluiceCommands
@testable import SluiceDeploy

@Suite struct WatchEndingTests {
    private static let start = Timestamp(second: 1_767_262_400)

    /// A watch of a step of 50 % that ended on the candidate, which had this many calls.
    private func ending(
        calls: Int,
        guards: Guards = Guards(),
        _ end: ShiftWatch.End = .promoted
    ) throws -> WatchEnding {
        var plan = Plan.byHand(
            Plan.watchName,
            rollout: "r-watch",
            at: Self.start,
            by: "mira",
            environment: "",
            target: Sample.target,
            alias: AliasState(version: Version(1), revision: "a1"),
            candidate: Version(2),
            weight: .percent(50),
            guards: guards,
            metricPeriod: 1
        )
        plan.acceptedRate = 0.01
        let half = AliasState(
            version: Version(1),
            weighted: AliasState.WeightedVersion(Version(2), .percent(50)),
            revision: "a2"
        )
        let shift = Action.moveAlias(move: .shift(to: .percent(50)), attempt: 1)
        let window = Observation.Window(
            start: Self.start.advanced(by: .seconds(3)),
            stable: Counts(calls: calls),
            candidate: Counts(calls: calls)
        )
        let events: [Event] = [
            .started(plan: plan),
            .decided(decision: .advance(to: 0, grade: .start), evidence: nil),
            .intended(action: shift),
            .wrote(action: shift, effect: .alias(half)),
            .observed(
                poll: 0,
                observation: Observation(
                    windows: calls > 0 ? [window] : [],
                    until: Self.start.advanced(by: .seconds(4))
                )
            ),
            .finished(outcome: .promoted),
        ]
        let entries = events.enumerated().map { index, event in
            Entry(n: index + 1, at: Self.start.advanced(by: .seconds(index)), event: event)
        }
        return WatchEnding(
            result: ShiftWatch.Result(
                end: end,
                rollout: Rollout(replaying: entries),
                entries: entries,
                alias: AliasState(version: Version(2), revision: "a3")
            ),
            target: Sample.target,
            environment: nil,
            seconds: 5
        )
    }

    @Test func `a candidate with the calls for it is promoted as judged`() throws {
        let ending = try ending(calls: 20)
        #expect(ending.exit == .success)
        #expect(ending.lines[0] == "PROMOTED   orders:live   v1 → v2")
        #expect(ending.lines.contains { $0.hasPrefix(" judged  v2 failed 0 of 20 calls") })
        #expect(ending.document(at: Self.start).targets[0].reason == nil)
    }

    @Test func `one with fewer is not told as judged, and the exit code is that of the shift`()
        throws
    {
        let ending = try ending(calls: 19)
        #expect(ending.exit == .success)
        #expect(ending.lines[0] == "PROMOTED UNJUDGED   orders:live   v1 → v2")
        let note = "not judged: 19 calls to v2 were too few"
        #expect(ending.lines.contains(" note    \(note)"))
        #expect(!ending.lines.contains { $0.hasPrefix(" judged") })
        let target = ending.document(at: Self.start).targets[0]
        #expect(target.outcome == "promoted")
        #expect(target.reason == Reason(.quiet, note))
        #expect(try self.ending(calls: 0).lines[0].hasPrefix("PROMOTED UNJUDGED"))
    }

    @Test func `a project without guards on calls is told so`() throws {
        let lines = try ending(calls: 0, guards: Guards(failures: [])).lines
        #expect(lines[0].hasPrefix("PROMOTED   "))
        #expect(lines.contains(" note    not judged by calls: the project names no guard"))
    }

    @Test func `a watch whose time was over says what it saw`() throws {
        let lines = try ending(calls: 3, .open).lines
        #expect(lines[0].hasPrefix("OPEN"))
        #expect(lines.contains { $0.hasPrefix(" judged  v2 failed 0 of 3 calls") })
    }
}
