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
        ScriptedAWS().on(FilterLogEvents.self) { [self] in page($0, seconds) }
    }

    private func page(_ query: FilterLogEvents, _ seconds: Int64) -> FilterLogEvents.Output {
        let end = (query.endTime ?? second(0)).second
        let start = query.nextToken.flatMap { Int64($0) } ?? query.startTime?.second ?? 0
        let stop = min(end, start + seconds)
        return FilterLogEvents.Output(
            events: (start..<max(start, stop)).map { report("r\($0)", at: Timestamp(second: $0)) },
            nextToken: stop < end ? "\(stop)" : nil
        )
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
        #expect(aws.calls(FilterLogEvents.self)[read].nextToken == "\(1_000_047)")
        #expect(second.until > first.until)
        #expect(Set(second.windows.map(\.candidate)) == [Counts(calls: 1)])
        #expect(second.windows.first?.start == self.second(10))
    }

    @Test func `what was read to its end is read again only where records may be late`() throws {
        let aws = aws(seconds: 1000)
        let platform = LambdaPlatform.sample(aws, clock: time)
        _ = try observe(platform, from: second(10))
        let again = try observe(platform, from: second(10))
        // A minute before the first page was asked for.
        let late = second(40).advanced(by: .milliseconds(400))
        #expect(aws.calls(FilterLogEvents.self)[1].startTime == late)
        #expect(again.windows.count == 90)
    }

    @Test func `a search goes on behind any number of empty pages, and asks for none again`() throws
    {
        let aws = ScriptedAWS().on(FilterLogEvents.self) { [self] query in
            guard query.startTime == second(7) else { return FilterLogEvents.Output() }
            let page = query.nextToken.flatMap { Int($0) } ?? 0
            guard page >= 100 else { return FilterLogEvents.Output(nextToken: "\(page + 1)") }
            return FilterLogEvents.Output(events: [report("a", at: second(20))])
        }
        let platform = LambdaPlatform.sample(aws, clock: time)
        #expect(try observe(platform, from: second(10)).until == second(7))
        #expect(try observe(platform, from: second(10)).windows.isEmpty)
        let third = try observe(platform, from: second(10))
        #expect(third.windows.map(\.candidate) == [Counts(calls: 1)])
        #expect(third.until > second(100))
        let pages = aws.calls(FilterLogEvents.self).filter { $0.startTime == second(7) }
        #expect(pages.map(\.nextToken) == [nil] + (1...100).map { "\($0)" })
    }

    @Test func `what arrives late behind a cut is counted, and once`() throws {
        let isLate = Box(false)
        // Two pages a second, every other one empty.
        let aws = ScriptedAWS().on(FilterLogEvents.self) { [self] query in
            guard let token = query.nextToken, !token.hasPrefix("e") else {
                let start = query.nextToken.map { String($0.dropFirst()) }
                return FilterLogEvents.Output(
                    nextToken: start ?? "\(query.startTime?.second ?? 0)"
                )
            }
            var answer = page(query, 1)
            if isLate.get(), token == "\(second(70).second)" {
                answer.events.append(report("late", at: second(70)))
            }
            answer.nextToken = answer.nextToken.map { "e" + $0 }
            return answer
        }
        let platform = LambdaPlatform.sample(aws, clock: time)
        let first = try observe(platform, from: second(70))
        #expect(first.until < second(100))
        #expect(first.windows.first?.candidate == Counts(calls: 1))
        isLate.set(true)
        for _ in 0..<2 {
            let later = try observe(platform, from: second(70))
            #expect(later.windows.first?.candidate == Counts(calls: 2))
            #expect(later.windows.dropFirst().allSatisfy { $0.candidate == Counts(calls: 1) })
        }
    }

    @Test func `a token that AWS has forgotten is given up, and what was read stays`() throws {
        let isForgotten = Box(false)
        let aws = ScriptedAWS().on(FilterLogEvents.self) { [self] query in
            guard isForgotten.get(), query.nextToken == "1000047" else { return page(query, 1) }
            isForgotten.set(false)
            throw AWSFailure(code: "InvalidParameterException", message: "token", status: 400)
        }
        let platform = LambdaPlatform.sample(aws, clock: time)
        let first = try observe(platform, from: second(10))
        isForgotten.set(true)
        let second = try observe(platform, from: second(10))
        #expect(second.until > first.until)
        #expect(Set(second.windows.map(\.candidate)) == [Counts(calls: 1)])
    }

    private func report(_ request: String, at: Timestamp) -> FilteredLogEvent {
        FilteredLogEvent(
            logStreamName: "2026/01/01/[42]abc",
            timestamp: at,
            message: "REPORT RequestId: \(request)\tDuration: 5.00 ms\t"
        )
    }
}
