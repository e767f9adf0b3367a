// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

/// A log that has more pages than one reading may read.
@Suite struct LogBudgetTests {
    private let time = VirtualTime(Timestamp(millisecondsSince1970: 1_000_100_400))

    private func second(_ offset: Int64) -> Timestamp { Timestamp(second: 1_000_000 + offset) }

    /// A log in which one call of version 42 ends each second; a page holds `seconds` of it.
    private func aws(seconds: Int64) -> ScriptedAWS {
        ScriptedAWS().on(FilterLogEvents.self) { [self] query in
            let from = query.startTime?.second ?? 0
            let end = (query.endTime ?? second(0)).second
            let start = query.nextToken.flatMap { Int64($0) } ?? from
            let stop = min(end, start + seconds)
            let events = (start..<max(start, stop)).map { at in
                FilteredLogEvent(
                    logStreamName: "2026/01/01/[42]abc",
                    timestamp: Timestamp(second: at),
                    message: "REPORT RequestId: r\(at)\tDuration: 5.00 ms\t"
                )
            }
            return FilterLogEvents.Output(
                events: events,
                nextToken: stop < end ? "\(stop)" : nil
            )
        }
    }

    private func rollout() throws -> Rollout {
        var plan = try Plan.sample()
        plan.functionTimeout = 3
        plan.sight = Sight(source: .logs)
        return Rollout.sample(
            plan,
            .started42,
            .wrote(
                action: .moveAlias(move: .shift(to: .percent(10)), attempt: 0),
                effect: .alias(.split)
            )
        )
    }

    private func observe(
        _ platform: LambdaPlatform,
        from: Timestamp
    ) throws -> Observation {
        let rollout = try rollout()
        let event = try time.run {
            await platform.perform(.observe(from: from, poll: 1), for: rollout)
        }
        guard case .observed(_, let observation) = event else {
            Issue.record("\(event)")
            throw ScriptedAWS.Unscripted()
        }
        return observation
    }

    @Test func `more than ten pages are read in one reading`() throws {
        let aws = aws(seconds: 3)
        let observation = try observe(.sample(aws, clock: time), from: second(10))
        #expect(observation.windows.count == 90)
        #expect(observation.until == second(100))
        #expect(aws.calls(FilterLogEvents.self).count == 31)
    }

    @Test
    func `where the budget ends the next reading carries on, and says until when it is whole`()
        throws
    {
        let aws = aws(seconds: 1)
        let platform = LambdaPlatform.sample(aws, clock: time)
        let first = try observe(platform, from: second(10))
        // Three seconds before the start, and the last one it cannot be sure of.
        #expect(first.until == second(46))
        #expect(first.askedAt == Timestamp(millisecondsSince1970: 1_000_100_400))
        let read = aws.calls(FilterLogEvents.self).count
        #expect(read == Limits.readingPagesMax)
        let second = try observe(platform, from: second(10))
        #expect(aws.calls(FilterLogEvents.self)[read].startTime == self.second(46))
        #expect(second.until > first.until)
        #expect(Set(second.windows.map(\.candidate)) == [Counts(calls: 1)])
        #expect(second.windows.first?.start == self.second(10))
    }

    @Test func `what was read to its end is read again only where records may be late`() throws {
        let aws = aws(seconds: 1000)
        let platform = LambdaPlatform.sample(aws, clock: time)
        _ = try observe(platform, from: second(10))
        let again = try observe(platform, from: second(10))
        #expect(aws.calls(FilterLogEvents.self)[1].startTime == second(40))
        #expect(again.windows.count == 90)
    }
}
