// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

/// What each source of failures makes of a reading.
@Suite struct FailureSourceTests {
    private let time = VirtualTime(Timestamp(millisecondsSince1970: 1_000_010_400))
    private let pattern = "{ $.status >= 500 }"

    private func second(_ offset: Int64) -> Timestamp { Timestamp(second: 1_000_000 + offset) }

    private func result(_ id: String, _ pairs: (Int64, Double)...) -> MetricDataResult {
        MetricDataResult(
            id: id,
            timestamps: pairs.map { WireTimestamp(second($0.0)) },
            values: pairs.map(\.1)
        )
    }

    private func event(_ version: Int, _ at: Int64, _ text: String) -> FilteredLogEvent {
        FilteredLogEvent(
            logStreamName: "2026/01/01/[\(version)]abc",
            timestamp: second(at).advanced(by: .milliseconds(300)),
            message: text
        )
    }

    /// Second 3: 90 calls of version 41, 10 of version 42, one of each failed.
    private func aws() -> ScriptedAWS {
        ScriptedAWS().on(GetMetricData.self) { [self] query in
            let isOwn = query.metricDataQueries.first?.id == "f0"
            return GetMetricData.Output(
                metricDataResults: isOwn
                    ? [result("f0", (3, 0)), result("f1", (3, 4))]
                    : [
                        result("x0", (3, 1)), result("n0", (3, 90)), result("x1", (3, 1)),
                        result("n1", (3, 10)),
                    ]
            )
        }
    }

    private func window(
        _ failures: [FailureSource],
        on aws: ScriptedAWS,
        sight: Sight? = nil,
        timeout: Int? = nil
    ) throws -> Observation.Window {
        let read = try observe(failures, on: aws, sight: sight, timeout: timeout)
        return try #require(read.windows.first)
    }

    private func observe(
        _ failures: [FailureSource],
        on aws: ScriptedAWS,
        sight: Sight? = nil,
        timeout: Int? = nil
    ) throws -> Observation {
        var plan = try Plan.sample()
        plan.guards.failures = failures
        plan.sight = sight
        plan.functionTimeout = timeout
        let rollout = Rollout.sample(
            plan,
            .started42,
            .checked(
                gate: 0,
                result: GateResult(passed: true, detail: "", took: .zero, request: "our-own")
            ),
            .wrote(
                action: .moveAlias(move: .shift(to: .percent(10)), attempt: 0),
                effect: .alias(.split)
            )
        )
        let event = try time.perform(.observe(from: second(2), poll: 1), for: rollout, on: aws)
        guard case .observed(_, let observation) = event else {
            Issue.record("\(event)")
            throw ScriptedAWS.Unscripted()
        }
        return observation
    }

    @Test func `records that match count once a request, for their version`() throws {
        let aws = aws().on(FilterLogEvents.self) { [self] _ in
            FilterLogEvents.Output(events: [
                event(42, 3, #"{"status":500,"requestId":"a"}"#),
                event(42, 3, #"{"status":503,"requestId":"a"}"#),
                event(42, 3, #"{"status":500,"requestId":"b"}"#),
                event(42, 3, #"{"status":500,"requestId":"our-own"}"#),
                event(41, 3, #"{"status":500,"requestId":"c"}"#),
                event(7, 3, #"{"status":500,"requestId":"d"}"#),
            ])
        }
        let window = try window([.log(pattern: pattern)], on: aws)
        #expect(window.stable == Counts(failures: 1, calls: 90))
        #expect(window.candidate == Counts(failures: 2, calls: 10))
        #expect(aws.calls(FilterLogEvents.self).map(\.filterPattern) == [pattern])
        #expect(aws.calls(FilterLogEvents.self).map(\.logGroupName) == ["/aws/lambda/orders"])
    }

    @Test func `a record that names no call is that of the call its stream had begun`() throws {
        let aws = aws().on(FilterLogEvents.self) { [self] query in
            guard query.filterPattern != pattern else {
                return FilterLogEvents.Output(events: [
                    event(42, 3, #"{"status":500}"#), event(42, 3, #"{"status":500}"#),
                ])
            }
            return FilterLogEvents.Output(events: [
                event(42, 2, "START RequestId: a Version: 42")
            ])
        }
        #expect(try window([.log(pattern: pattern)], on: aws).candidate.failures == 1)
        #expect(aws.calls(FilterLogEvents.self).last?.logStreamNames == nil)
    }

    @Test func `of sources that name no calls the one that saw the most counts`() throws {
        let metric = FailureMetric(
            namespace: "Orders",
            name: "Failures",
            dimensions: ["Service": "orders"],
            versionDimension: "Version"
        )
        let aws = aws()
        let window = try window([.function, .metric(metric)], on: aws)
        #expect(window.stable == Counts(failures: 1, calls: 90))
        #expect(window.candidate == Counts(failures: 4, calls: 10))
        let own = aws.calls(GetMetricData.self).last?.metricDataQueries.last?.metricStat
        #expect(
            own?.metric.dimensions.map { "\($0.name)=\($0.value)" } == [
                "Service=orders", "Version=42",
            ]
        )
        #expect(own?.stat == "Sum")
    }

    @Test func `a log that cannot be read is no reading`() throws {
        let aws = aws().on(FilterLogEvents.self) { _ in throw AWSFailure.throttled }
        var plan = try Plan.sample()
        plan.guards.failures = [.function, .log(pattern: pattern)]
        let rollout = Rollout.sample(plan, .started42)
        let event = try time.perform(.observe(from: second(2), poll: 1), for: rollout, on: aws)
        guard case .failed(_, let failure) = event else {
            Issue.record("\(event)")
            return
        }
        #expect(failure.code == "TooManyRequestsException")
    }

    @Test func `logs count each call once, with its failure, and leave out our own`() throws {
        let aws = ScriptedAWS().on(FilterLogEvents.self) { [self] query in
            guard query.filterPattern != pattern else {
                return FilterLogEvents.Output(events: [
                    event(42, 3, #"{"status":500,"requestId":"c"}"#)
                ])
            }
            let lines = [
                (42, "START RequestId: a Version: 42"),
                (42, "[ERROR] KeyError: 'tenant'\nTraceback (most recent call last):"),
                (42, "REPORT RequestId: a\tDuration: 5.00 ms\t"),
                (42, "REPORT RequestId: a\tDuration: 5.00 ms\t"),
                (42, "REPORT RequestId: b\tDuration: 5.00 ms\tStatus: timeout"),
                (42, "REPORT RequestId: c\tDuration: 5.00 ms\t"),
                (42, "REPORT RequestId: d\tDuration: 5.00 ms\t"),
                (42, "REPORT RequestId: our-own\tDuration: 5.00 ms\tStatus: error"),
                (41, "REPORT RequestId: e\tDuration: 5.00 ms\t"),
                (40, "REPORT RequestId: f\tDuration: 5.00 ms\t"),
            ]
            return FilterLogEvents.Output(events: lines.map { event($0.0, 3, $0.1) })
        }
        let window = try window(
            [.function, .log(pattern: pattern)],
            on: aws,
            sight: Sight(source: .logs)
        )
        #expect(window.start == second(3))
        #expect(window.stable == Counts(failures: 0, calls: 1))
        #expect(window.candidate == Counts(failures: 3, calls: 4))
        #expect(aws.calls(GetMetricData.self).isEmpty)
    }

    @Test func `searches of logs are a second apart`() throws {
        let aws = aws().on(FilterLogEvents.self) { query in
            FilterLogEvents.Output(nextToken: query.nextToken == nil ? "more" : nil)
        }
        let before = time.now
        _ = try window([.log(pattern: pattern)], on: aws)
        #expect(aws.calls(FilterLogEvents.self).count == 2)
        #expect(before.duration(to: time.now) == .seconds(1))
    }

    @Test func `a failure before the reading that its call follows into it is counted once`() throws
    {
        // The record of second 1 is that of the call that failed in second 2.
        let aws = ScriptedAWS().on(GetMetricData.self) { [self] _ in
            GetMetricData.Output(metricDataResults: [
                result("x1", (2, 1)), result("n1", (1, 5), (2, 5), (3, 5)),
                result("i1", (1, 5), (2, 5), (3, 5)),
            ])
        }.on(FilterLogEvents.self) { [self] _ in
            FilterLogEvents.Output(events: [event(42, 1, #"{"status":500,"requestId":"a"}"#)])
        }
        let window = try window([.function, .log(pattern: pattern)], on: aws)
        #expect(window.start == second(2))
        #expect(window.candidate == Counts(failures: 1, calls: 5))
        let asked = try #require(aws.calls(FilterLogEvents.self).first?.startTime)
        #expect(asked < second(1))
    }

    /// Ten calls of version 42 in each second, of which Lambda counted one failed in second 8; and a
    /// log that says of second 4 that a call failed, and never comes to an end.
    private func lagging() -> ScriptedAWS {
        ScriptedAWS().on(GetMetricData.self) { [self] _ in
            let all = (2..<10).map { (Int64($0), 10.0) }
            func every(_ id: String) -> MetricDataResult {
                MetricDataResult(
                    id: id,
                    timestamps: all.map { WireTimestamp(second($0.0)) },
                    values: all.map(\.1)
                )
            }
            return GetMetricData.Output(
                metricDataResults: [result("x1", (8, 1)), every("n1"), every("i1")]
            )
        }.on(FilterLogEvents.self) { [self] query in
            var page = FilterLogEvents.Output(nextToken: "\(query.nextToken ?? "")x")
            if query.nextToken == nil {
                page.events = [
                    event(42, 4, #"{"status":500,"requestId":"a"}"#),
                    event(42, 5, #"{"status":500,"requestId":"b"}"#),
                ]
            }
            return page
        }
    }

    @Test func `a log that lags withholds nothing that Lambda itself has counted`() throws {
        let read = try observe([.function, .log(pattern: pattern)], on: lagging())
        #expect(read.until == second(5))
        #expect(read.windows.map(\.start) == (2..<10).map(second))
        #expect(read.windows.first { $0.start == second(8) }?.candidate.failures == 1)
        // Without that source nobody knows what failed after the cut.
        let patterns = try observe([.log(pattern: pattern)], on: lagging())
        #expect(patterns.windows.map(\.start) == (2..<5).map(second))
    }

    @Test func `what lies before a cut is old enough to be told, by its own age`() throws {
        let read = try observe(
            [.function, .log(pattern: pattern)],
            on: lagging(),
            timeout: 3
        )
        #expect(read.windows.first { $0.start == second(4) }?.candidate.failures == 1)
    }

    @Test func `where only the log tells failures nothing waits for another source`() throws {
        func failures(_ sources: [FailureSource]) throws -> Int? {
            let aws = lagging()
            aws.replace(FilterLogEvents.self) { [self] _ in
                FilterLogEvents.Output(events: [event(42, 9, #"{"status":500,"requestId":"a"}"#)])
            }
            return try observe(sources, on: aws).windows.last?.candidate.failures
        }
        #expect(try failures([.log(pattern: pattern)]) == 1)
        #expect(try failures([.function, .log(pattern: pattern)]) == 0)
    }

    @Test func `the search for the beginnings of calls goes on where it stopped`() throws {
        let aws = aws().on(FilterLogEvents.self) { [self] query in
            guard query.filterPattern != pattern else {
                return FilterLogEvents.Output(events: [event(42, 3, #"{"status":500}"#)])
            }
            let page = query.nextToken.flatMap { Int($0) } ?? 0
            return FilterLogEvents.Output(nextToken: "\(page + 1)")
        }
        var plan = try Plan.sample()
        plan.guards.failures = [.log(pattern: pattern)]
        let rollout = Rollout.sample(plan, .started42)
        let platform = LambdaPlatform.sample(aws, clock: time)
        for _ in 0..<2 {
            _ = try time.run {
                await platform.perform(.observe(from: second(2), poll: 1), for: rollout)
            }
        }
        let tokens = aws.calls(FilterLogEvents.self).filter { $0.filterPattern != pattern }
            .map(\.nextToken)
        #expect(tokens.count > Limits.readingPagesMax)
        #expect(Set(tokens).count == tokens.count)
    }

    @Test func `the beginning of a slow call is looked for as long before as it may take`() throws {
        let aws = aws().on(FilterLogEvents.self) { [self] query in
            guard query.filterPattern != pattern else {
                return FilterLogEvents.Output(events: [event(42, 3, #"{"status":500}"#)])
            }
            return FilterLogEvents.Output()
        }
        _ = try window([.log(pattern: pattern)], on: aws, timeout: 300)
        let asked = try #require(aws.calls(FilterLogEvents.self).last?.startTime)
        #expect(asked == second(3 - 300).advanced(by: .milliseconds(300)))
    }
}
