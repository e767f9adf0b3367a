// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceModel
import SluiceWire
import Testing

@Suite struct PutMetricDataTests {
    private static func put(_ data: [MetricDatum]) -> PutMetricData {
        PutMetricData(namespace: "Shop", metricData: data)
    }

    private static func statistics(
        _ basic: [String] = [],
        _ extended: [String] = [],
        unit: String? = nil,
        in world: inout World
    ) throws -> [MetricDatapoint] {
        try world.perform(
            GetMetricStatistics(
                namespace: "Shop",
                metricName: "m",
                startTime: WireTimestamp(world.now.advanced(by: .seconds(-60))),
                endTime: WireTimestamp(world.now.advanced(by: .seconds(60))),
                period: 3600,
                statistics: basic,
                extendedStatistics: extended,
                unit: unit
            )
        ).datapoints
    }

    @Test func `one value, values with counts, and a summary come together`() throws {
        var world = World()
        _ = try world.perform(
            Self.put([
                MetricDatum(metricName: "m", value: 5),
                MetricDatum(metricName: "m", values: [1, 2], counts: [3, 1]),
                MetricDatum(
                    metricName: "m",
                    statisticValues: StatisticSet(sampleCount: 5, sum: 50, minimum: 8, maximum: 12)
                ),
            ])
        )
        let all = ["Sum", "Average", "Minimum", "Maximum", "SampleCount"]
        let found = try Self.statistics(all, in: &world)
        #expect(found.count == 1)
        #expect(found[0].sum == 60)
        #expect(found[0].average == 6)
        #expect(found[0].minimum == 1)
        #expect(found[0].maximum == 12)
        #expect(found[0].sampleCount == 10)
        #expect(found[0].unit == "None")
        // A summary does not say how its values are spread.
        #expect(try Self.statistics([], ["p50"], in: &world)[0].extendedStatistics == [:])
    }

    private static let figures: [(String, Double)] = [
        ("p50", 50), ("p99", 99), ("p99.9", 100), ("p0", 1), ("tm90", 45.5), ("TM(10%:90%)", 50.5),
        ("TM(10:20)", 15.5), ("IQM", 50.5), ("tc90", 90), ("TC(:10)", 10), ("TC(90:)", 10),
        ("ts10", 55), ("TS(98:)", 199), ("PR(:30)", 30), ("PR(10:20)", 10), ("WM(:90)", 49.95),
    ]

    @Test(arguments: figures)
    func `statistics of the numbers from one to a hundred`(name: String, value: Double) throws {
        var world = World()
        _ = try world.perform(
            Self.put((1...100).map { MetricDatum(metricName: "m", value: Double($0)) })
        )
        let found = try Self.statistics([], [name], in: &world)
        let figure = try #require(found.first?.extendedStatistics?[name])
        #expect(abs(figure - value) < 1e-9)
    }

    @Test(arguments: [
        "median", "p101", "p", "tm", "TM(50%:10%)", "PR(10%:20%)", "PR99", "TC()", "p-1",
    ])
    func `what is no statistic is refused`(name: String) throws {
        var world = World()
        #expect(throws: AWSFailure.self) { try Self.statistics([], [name], in: &world) }
    }

    @Test func `units are kept apart, and put together where nobody asks for one`() throws {
        var world = World()
        _ = try world.perform(
            Self.put([
                MetricDatum(metricName: "m", value: 1, unit: "Seconds"),
                MetricDatum(metricName: "m", value: 2, unit: "Milliseconds"),
            ])
        )
        let both = try Self.statistics(["Sum"], in: &world)
        #expect(both.map(\.unit) == ["Milliseconds", "Seconds"])
        #expect(both.map(\.sum) == [2, 1])
        #expect(try Self.statistics(["Sum"], unit: "Seconds", in: &world).map(\.sum) == [1])
        let query = MetricDataQuery(
            id: "q",
            metricStat: MetricStat(
                metric: CloudWatchMetric(namespace: "Shop", metricName: "m"),
                period: 60,
                stat: "Sum"
            )
        )
        let results = try world.perform(
            GetMetricData(
                metricDataQueries: [query],
                startTime: WireTimestamp(world.now.advanced(by: .seconds(-60))),
                endTime: WireTimestamp(world.now.advanced(by: .seconds(60)))
            )
        ).metricDataResults
        #expect(results[0].values == [3])
        #expect(
            results[0].messages == [
                MetricMessage(
                    code: "MultipleUnits",
                    value: "Multiple units returned: '[Milliseconds, Seconds]'"
                )
            ]
        )
    }

    @Test func `a metric too many is refused, and nothing of its request is kept`() throws {
        var world = World()
        world.model = LambdaModel(account: World.account, metrics: MetricStore(seriesMax: 3))
        _ = try world.perform(Self.put([MetricDatum(metricName: "a", value: 1)]))
        let failure = #expect(throws: AWSFailure.self) {
            try world.perform(
                Self.put(["a", "b", "c", "d"].map { MetricDatum(metricName: $0, value: 1) })
            )
        }
        #expect(failure?.code == "LimitExceeded")
        #expect(failure?.message.contains("at most 3 metrics") == true)
        #expect(world.model.metrics.keys.map(\.name) == ["a"])
    }

    @Test(arguments: [
        MetricDatum(metricName: "m"),
        MetricDatum(metricName: "", value: 1),
        MetricDatum(metricName: "m", value: .nan),
        MetricDatum(metricName: "m", value: 1e300),
        MetricDatum(metricName: "m", value: 1, unit: "Apples"),
        MetricDatum(metricName: "m", value: 1, storageResolution: 30),
        MetricDatum(metricName: "m", timestamp: WireTimestamp(Timestamp(second: 0)), value: 1),
        MetricDatum(
            metricName: "m",
            timestamp: WireTimestamp(World().now.advanced(by: .seconds(7_300))),
            value: 1
        ),
        MetricDatum(metricName: "m", values: Array(repeating: 1, count: 151)),
        MetricDatum(metricName: "m", values: [1], counts: [-1]),
        MetricDatum(
            metricName: "m",
            dimensions: (0..<31).map { MetricDimension(name: "n\($0)", value: "v") },
            value: 1
        ),
        MetricDatum(metricName: "m", dimensions: [MetricDimension(name: "n", value: "")], value: 1),
    ])
    func `a measurement that cannot be is refused`(datum: MetricDatum) throws {
        var world = World()
        let failure = #expect(throws: AWSFailure.self) { try world.perform(Self.put([datum])) }
        #expect(failure?.status == 400)
        #expect(world.model.metrics.keys.isEmpty)
    }

    @Test func `what is left out is named with its place`() throws {
        var world = World()
        let gone = MetricDatum(
            metricName: "m",
            dimensions: [
                MetricDimension(name: "a", value: "b"), MetricDimension(name: "c", value: ""),
            ],
            value: 1
        )
        for (data, place) in [
            ([], "MetricData"),
            ([MetricDatum(metricName: "", value: 1)], "MetricData.member.1.MetricName"),
            (
                [MetricDatum(metricName: "m", value: 1), gone],
                "MetricData.member.2.Dimensions.member.2.Value"
            ),
        ] {
            let refused = #expect(throws: AWSFailure.self) { try world.perform(Self.put(data)) }
            #expect(refused?.code == "MissingParameter")
            #expect(refused?.message == "The parameter \(place) is required.")
        }
        let endless = #expect(throws: AWSFailure.self) {
            try world.perform(Self.put([MetricDatum(metricName: "m", value: -.infinity)]))
        }
        #expect(
            endless?.message
                == "The value -Infinity for parameter MetricData.member.1.Value is invalid."
        )
    }

    @Test func `AWS's own namespaces are closed, and a request has a thousand at most`() throws {
        var world = World()
        let datum = MetricDatum(metricName: "m", value: 1)
        for put in [
            PutMetricData(namespace: "AWS/Lambda", metricData: [datum]),
            Self.put(Array(repeating: datum, count: 1_001)),
            PutMetricData(namespace: "Shop", metricData: nil),
        ] {
            #expect(throws: AWSFailure.self) { try world.perform(put) }
        }
    }

    @Test func `metrics of the last three hours are listed by themselves`() throws {
        var world = World()
        let old = WireTimestamp(world.now.advanced(by: .seconds(-4 * 3600)))
        _ = try world.perform(
            Self.put([
                MetricDatum(metricName: "new", value: 1),
                MetricDatum(metricName: "old", timestamp: old, value: 1),
            ])
        )
        let recent = try world.perform(ListMetrics(recentlyActive: "PT3H")).metrics
        #expect(recent.map(\.metricName) == ["new"])
        #expect(try world.perform(ListMetrics()).metrics.count == 2)
    }
}
