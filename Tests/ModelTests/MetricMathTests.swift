// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceModel
import SluiceWire
import Testing

@Suite struct MetricMathTests {
    /// Minute → value, of `a` and of `b`.
    private static let data: [String: [Int64: Double]] = [
        "a": [0: 10, 1: 20, 3: 40], "b": [0: 1, 1: 0, 2: 3, 3: 4],
    ]
    private static let start = World().now.advanced(by: .seconds(-600))

    private static func world() throws -> World {
        var world = World()
        for (name, values) in data {
            for (minute, value) in values {
                let time = start.advanced(by: .seconds(60 * minute))
                _ = try world.perform(
                    PutMetricData(
                        namespace: "Shop",
                        metricData: [
                            MetricDatum(
                                metricName: name,
                                timestamp: WireTimestamp(time),
                                value: value
                            )
                        ]
                    )
                )
            }
        }
        return world
    }

    private static func get(_ expression: String) -> GetMetricData {
        func metric(_ id: String) -> MetricDataQuery {
            MetricDataQuery(
                id: id,
                metricStat: MetricStat(
                    metric: CloudWatchMetric(namespace: "Shop", metricName: id),
                    period: 60,
                    stat: "Sum"
                ),
                returnData: false
            )
        }
        return GetMetricData(
            metricDataQueries: [
                MetricDataQuery(id: "e", expression: expression), metric("a"), metric("b"),
            ],
            startTime: WireTimestamp(start),
            endTime: WireTimestamp(start.advanced(by: .seconds(240))),
            scanBy: "TimestampAscending"
        )
    }

    private static let sound: [(String, [Double])] = [
        ("a + b * 2", [12, 20, 48]),
        ("(a + b) * 2", [22, 40, 88]),
        ("a / b", [10, 10]),
        ("-a", [-10, -20, -40]),
        ("2 ^ 3 ^ 0 * a", [20, 40, 80]),
        ("a > 15", [0, 1, 1]),
        ("a > 15 && b == 0 || b == 1", [1, 1, 0]),
        ("SUM([a, b])", [11, 20, 3, 44]),
        ("AVG(METRICS())", [5.5, 10, 3, 22]),
        ("MAX([a, b, 15])", [15, 20, 15, 40]),
        ("METRICS(\"b\")", [1, 0, 3, 4]),
        ("MIN(METRICS())", [1, 0, 3, 4]),
        ("a / SUM(a) * 70", [10, 20, 40]),
        ("FILL(a, 0)", [10, 20, 0, 40]),
        ("FILL(a, REPEAT)", [10, 20, 20, 40]),
        ("FILL(a, LINEAR)", [10, 20, 30, 40]),
        ("FILL(a, b)", [10, 20, 3, 40]),
        ("IF(b > 0, a, 7)", [10, 7, 40]),
        ("IF(b, a)", [10, 40]),
        ("IF(1, a, b)", [10, 20, 40]),
        ("IF(0, a, b)", [1, 0, 3, 4]),
        ("RATE(b) * 60", [-1, 3, 1]),
        ("DIFF(a)", [10, 20]),
        ("RUNNING_SUM(b)", [1, 1, 4, 8]),
        ("a * 0 + PERIOD(a)", [60, 60, 60]),
        ("TIME_SERIES(3)", [3, 3, 3, 3]),
        ("CEIL(a / 3)", [4, 7, 14]),
        ("FIRST(METRICS())", [10, 20, 40]),
        ("LAST(SORT([a, b], SUM, DESC))", [1, 0, 3, 4]),
        ("a * 1e-1", [1, 2, 4]),
    ]

    private static let unsound: [String] = [
        "a % b",
        "a > 15 AND NOTHING",
        "SUM(a)",
        "",
        "a +",
        "(a",
        "nope",
        "e",
        "EXEC(a)",
        String(repeating: "(", count: 100),
        "\"x",
        "1..2",
    ]

    @Test(arguments: sound)
    func `an expression comes to its values`(text: String, values: [Double]) throws {
        var world = try Self.world()
        let results = try world.perform(Self.get(text)).metricDataResults
        #expect(results.count == 1)
        #expect(results[0].values.count == values.count)
        for (found, wanted) in zip(results[0].values, values) {
            #expect(abs(found - wanted) < 1e-9)
        }
    }

    @Test(arguments: unsound) func `an expression that makes no sense is refused`(
        text: String
    ) throws {
        var world = try Self.world()
        let failure = #expect(throws: AWSFailure.self) { try world.perform(Self.get(text)) }
        #expect(failure?.code == "ValidationError")
    }

    @Test func `an array answers one series for each of its own`() throws {
        var world = try Self.world()
        let results = try world.perform(Self.get("[a, b * 2]")).metricDataResults
        #expect(results.map(\.values) == [[10, 20, 40], [2, 0, 6, 8]])
        #expect(results.map(\.id) == ["e", "e"])
    }
}
