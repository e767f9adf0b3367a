// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceModel
import SluiceWire
import Testing

@Suite struct MetricQueryTests {
    private static let start = Timestamp(second: 1_000)

    /// A world in which version 2 of `orders:live` was called once in each of five seconds.
    private static func counted() -> World {
        var world = World()
        world.model.record(
            (0..<5).map { second in
                CallTally(
                    second: start.second + second,
                    function: "orders",
                    qualifier: "live",
                    executedVersion: Version(2),
                    isWeighted: true,
                    invocations: Int(second) + 1,
                    errors: 0,
                    throttles: 0,
                    durations: nil
                )
            }
        )
        return world
    }

    private static func query(
        _ id: String,
        _ stat: String = "Sum",
        period: Int = 1,
        metric: String = "Invocations"
    ) -> MetricDataQuery {
        MetricDataQuery(
            id: id,
            metricStat: MetricStat(
                metric: CloudWatchMetric(
                    namespace: "AWS/Lambda",
                    metricName: metric,
                    dimensions: [
                        MetricDimension(name: "Resource", value: "orders:live"),
                        MetricDimension(name: "FunctionName", value: "orders"),
                    ]
                ),
                period: period,
                stat: stat
            )
        )
    }

    private static func get(_ queries: [MetricDataQuery]) -> GetMetricData {
        GetMetricData(
            metricDataQueries: queries,
            startTime: WireTimestamp(start),
            endTime: WireTimestamp(start.advanced(by: .seconds(4)))
        )
    }

    @Test func `the newest comes first unless told otherwise, and the end is left out`() throws {
        var world = Self.counted()
        var get = Self.get([Self.query("m")])
        let newest = try world.perform(get)
        #expect(newest.metricDataResults.map(\.values) == [[4, 3, 2, 1]])
        #expect(newest.metricDataResults[0].timestamps.first?.time.second == 1_003)
        get.scanBy = "TimestampAscending"
        #expect(try world.perform(get).metricDataResults.map(\.values) == [[1, 2, 3, 4]])
    }

    @Test func `what never was has no values and is no error`() throws {
        var world = Self.counted()
        let answer = try world.perform(Self.get([Self.query("m", metric: "Errands")]))
        #expect(answer.metricDataResults.map(\.values) == [[]])
        #expect(answer.metricDataResults.map(\.statusCode) == ["Complete"])
    }

    @Test func `labels say what tells queries of one metric apart`() throws {
        var world = Self.counted()
        let get = Self.get([
            Self.query("a"), Self.query("b", "Average"), Self.query("c", period: 60),
        ])
        let labels = try world.perform(get).metricDataResults.map(\.label)
        #expect(labels == ["Invocations Sum 1", "Invocations Average 1", "Invocations Sum 60"])
    }

    @Test func `pages follow one another without a gap`() throws {
        var world = Self.counted()
        var get = Self.get([Self.query("a"), Self.query("b", "SampleCount")])
        get.maxDatapoints = 3
        var values: [String: [Double]] = [:]
        repeat {
            let answer = try world.perform(get)
            for result in answer.metricDataResults {
                values[result.id ?? "", default: []] += result.values
            }
            get.nextToken = answer.nextToken
        } while get.nextToken != nil
        #expect(values == ["a": [4, 3, 2, 1], "b": [4, 3, 2, 1]])
    }

    @Test func `questions that make no sense are refused`() throws {
        var expression = Self.query("e")
        (expression.metricStat, expression.expression) = (nil, "a/b")
        var backwards = Self.get([Self.query("m")])
        backwards.endTime = backwards.startTime
        let refusals: [(GetMetricData, String)] = [
            (Self.get([Self.query("M")]), "ValidationError"),
            (Self.get([Self.query("m"), Self.query("m")]), "ValidationError"),
            (Self.get([Self.query("m", "Median")]), "ValidationError"),
            (Self.get([Self.query("m", period: 0)]), "InvalidParameterValue"),
            (Self.get([Self.query("m", period: 7)]), "InvalidParameterValue"),
            (Self.get([expression]), "ValidationError"),
            (backwards, "InvalidParameterValue"),
        ]
        var world = Self.counted()
        for (get, code) in refusals {
            let failure = #expect(throws: AWSFailure.self) { try world.perform(get) }
            #expect(failure?.code == code)
            #expect(failure?.status == 400)
        }
    }

    @Test func `metrics are listed by name and by some of their dimensions`() throws {
        var world = Self.counted()
        let list = ListMetrics(
            metricName: "Errors",
            dimensions: [DimensionFilter(name: "ExecutedVersion")]
        )
        let metrics = try world.perform(list).metrics
        #expect(metrics.count == 1)
        #expect(
            metrics[0].dimensions.map(\.name) == ["ExecutedVersion", "FunctionName", "Resource"]
        )
        #expect(try world.perform(ListMetrics(namespace: "Other")).metrics.isEmpty)
        #expect(try world.perform(ListMetrics()).metrics.count == 8)
    }
}
