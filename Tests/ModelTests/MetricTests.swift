// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceModel
import Testing

@Suite struct MetricTests {
    private static func tally(
        second: Int64 = 1000,
        qualifier: String? = "live",
        version: Int = 2,
        isWeighted: Bool = true,
        invocations: Int = 4,
        errors: Int = 1,
        durations: [Double] = [10, 20, 30, 400]
    ) -> CallTally {
        CallTally(
            second: second,
            function: "orders",
            qualifier: qualifier,
            executedVersion: Version(version),
            isWeighted: isWeighted,
            invocations: invocations,
            errors: errors,
            throttles: 0,
            durations: MetricSample(values: durations)
        )
    }

    private static func key(_ name: String, _ dimensions: [(String, String)]) -> MetricKey {
        MetricKey(
            namespace: "AWS/Lambda",
            name: name,
            dimensions: dimensions.map { MetricKey.Dimension($0.0, $0.1) }
        )
    }

    private static func value(
        _ store: MetricStore,
        _ key: MetricKey,
        _ statistic: MetricStatistic,
        from start: Int64 = 1000,
        to end: Int64 = 1001,
        period: Int64 = 1
    ) -> [Double] {
        store.points(
            of: key,
            statistic,
            period: period,
            from: Timestamp(second: start),
            to: Timestamp(second: end),
            now: Timestamp(second: 10_000)
        ).map(\.value)
    }

    @Test func `calls at once are filed for the account and for the function`() {
        var store = MetricStore()
        var tally = Self.tally()
        tally.concurrency = CallTally.Concurrency(function: 3, account: 5, unreserved: 4)
        store.record([tally])
        let function = [("FunctionName", "orders")]
        #expect(Self.value(store, Self.key("ConcurrentExecutions", []), .maximum) == [5])
        #expect(Self.value(store, Self.key("ConcurrentExecutions", function), .maximum) == [3])
        let unreserved = Self.key("UnreservedConcurrentExecutions", [])
        #expect(Self.value(store, unreserved, .maximum) == [4])
        #expect(store.keys.filter { $0.name.hasSuffix("ConcurrentExecutions") }.count == 3)
    }

    @Test func `provisioned concurrency is filed for its version or alias`() {
        var store = MetricStore()
        var tally = Self.tally()
        tally.provisioned = CallTally.Provisioned(
            invocations: 3,
            spillovers: 1,
            busy: 2,
            capacity: 4
        )
        store.record([tally])
        let alias = [("FunctionName", "orders"), ("Resource", "orders:live")]
        for (name, value) in [
            ("ProvisionedConcurrencyInvocations", 3.0),
            ("ProvisionedConcurrencySpilloverInvocations", 1),
            ("ProvisionedConcurrentExecutions", 2), ("ProvisionedConcurrencyUtilization", 0.5),
        ] {
            #expect(Self.value(store, Self.key(name, alias), .sum) == [value])
            #expect(store.keys.filter { $0.name == name }.count == 2)
        }
    }

    @Test func `events are counted under the name that they were sent to`() {
        var world = World()
        world.model.count(.age, 250, function: "f", qualifier: "live", at: world.now)
        world.model.count(.received, 1, function: "f", qualifier: "$LATEST", at: world.now)
        let keys = world.model.metrics.keys.map { key in
            key.name + key.dimensions.map { " \($0.value)" }.joined()
        }
        #expect(
            keys == [
                "AsyncEventAge", "AsyncEventAge f", "AsyncEventAge f f:live",
                "AsyncEventsReceived", "AsyncEventsReceived f", "AsyncEventsReceived f f",
            ]
        )
    }

    @Test func `a call through a weighted alias is filed under four sets of dimensions`() {
        var store = MetricStore()
        store.record([Self.tally()])
        let sets = store.keys.filter { $0.name == "Errors" }.map { key in
            key.dimensions.map { "\($0.name)=\($0.value)" }
        }
        #expect(
            sets == [
                [],
                ["ExecutedVersion=2", "FunctionName=orders", "Resource=orders:live"],
                ["FunctionName=orders"],
                ["FunctionName=orders", "Resource=orders:live"],
            ]
        )
    }

    @Test func `the executed version is filed only while weights exist, unless told otherwise`() {
        for (always, count) in [(false, 3), (true, 4)] {
            var store = MetricStore(alwaysExecutedVersion: always)
            store.record([Self.tally(isWeighted: false)])
            #expect(store.keys.filter { $0.name == "Errors" }.count == count)
        }
        var store = MetricStore(alwaysExecutedVersion: true)
        store.record([Self.tally(qualifier: "2", isWeighted: false)])
        #expect(store.keys.filter { $0.name == "Errors" }.count == 3)
    }

    @Test func `an average of errors is their rate`() {
        var store = MetricStore()
        store.record([Self.tally()])
        let errors = Self.key("Errors", [("FunctionName", "orders")])
        #expect(Self.value(store, errors, .average) == [0.25])
        #expect(Self.value(store, errors, .sampleCount) == [4])
        #expect(Self.value(store, errors, .sum) == [1])
        #expect(Self.value(store, errors, .minimum) == [0])
        #expect(Self.value(store, errors, .maximum) == [1])
    }

    @Test func `percentiles come within three per cent`() {
        var store = MetricStore()
        let durations = (1...1000).map(Double.init)
        store.record([Self.tally(invocations: 1000, durations: durations)])
        let key = Self.key("Duration", [("FunctionName", "orders")])
        for (share, value) in [(0.5, 500.0), (0.99, 990), (1, 1000)] {
            let found = Self.value(store, key, .percentile(share))[0]
            #expect(abs(found - value) / value < 0.032, "\(share): \(found)")
        }
    }

    @Test func `a period gathers its seconds, from the start and without the end`() {
        var store = MetricStore()
        for second: Int64 in [1019, 1020, 1079, 1080, 1140] {
            store.record([Self.tally(second: second)])
        }
        let key = Self.key("Invocations", [])
        #expect(Self.value(store, key, .sum, from: 1020, to: 1080) == [4, 4])
        #expect(Self.value(store, key, .sum, from: 1050, to: 1140, period: 60) == [8, 4])
    }

    @Test func `seconds of two drains add up, and dimensions match as a set`() {
        var store = MetricStore()
        store.record([Self.tally()])
        store.record([Self.tally()])
        #expect(store.takeChanges().allSatisfy { $0.sample.count == 8 })
        #expect(store.takeChanges().isEmpty)
        let key = Self.key("Errors", [("Resource", "orders:live"), ("FunctionName", "orders")])
        #expect(Self.value(store, key, .sum) == [2])
        #expect(Self.value(store, Self.key("Errors", [("Resource", "orders:live")]), .sum) == [])
    }

    @Test func `a delayed store shows minutes, and only those that have come through`() {
        var store = MetricStore(delay: .seconds(60))
        for second: Int64 in [1019, 1020, 1079, 1080] {
            store.record([Self.tally(second: second)])
        }
        let key = Self.key("Invocations", [])
        let points = store.points(
            of: key,
            .sum,
            period: 1,
            from: Timestamp(second: 1020),
            to: Timestamp(second: 2000),
            now: Timestamp(second: 1140)
        )
        #expect(points.map(\.at.second) == [1020])
        #expect(points.map(\.value) == [8])
    }

    @Test func `what was counted survives in the list of changes`() {
        var model = LambdaModel()
        model.record([Self.tally()])
        let changes = model.takeMetricChanges()
        #expect(changes.count == 12)
        #expect(model.takeChanges().isEmpty)
        var copy = MetricStore()
        for second in changes { copy.restore(second) }
        let key = Self.key("Duration", [])
        #expect(Self.value(copy, key, .maximum) == [400])
        #expect(copy.keys == model.metrics.keys)
    }

    @Test func `three hours are kept by the second, fifteen days by the minute`() {
        var store = MetricStore()
        let now: Int64 = 20 * 86_400
        for age: Int64 in [16 * 86_400, 4 * 3600, 4 * 3600 - 5, 600, 595] {
            store.record([Self.tally(second: now - age)])
        }
        _ = store.takeChanges()
        store.compact(at: Timestamp(second: now))
        let key = Self.key("Invocations", [])
        #expect(Self.value(store, key, .sum, from: 0, to: now) == [8, 4, 4])
        #expect(Set(store.takeChanges().map(\.second)) == [now - 4 * 3600])
        store.record([Self.tally(second: now - 4 * 3600 + 7)])
        #expect(Self.value(store, key, .sum, from: 0, to: now) == [12, 4, 4])
        store.compact(at: Timestamp(second: now + 16 * 86_400))
        #expect(store.keys.isEmpty)
    }

    @Test func `a new metric takes the place of the oldest when there is no room`() {
        var store = MetricStore(seriesMax: 5_000)
        for number in 0..<1_600 {
            var tally = Self.tally(second: Int64(number), qualifier: nil, isWeighted: false)
            tally.function = "f\(number)"
            store.record([tally])
        }
        let functions = Set(store.keys.flatMap(\.dimensions).map(\.value))
        #expect(store.keys.count <= 5_000)
        #expect(functions.contains("f1599"))
        #expect(!functions.contains("f0"))
    }
}
