// SPDX-License-Identifier: Apache-2.0
import Foundation
import SluiceBase
import SluiceModel
import SluiceWire
import Testing

/// Refusals that were recorded from AWS's CloudWatch, against the model's own.
///
/// A row stands for one protocol (`[query]`, `[json]`): the model knows one refusal for all of them,
/// and how each is written is held by `FailureTests` and `CBORTests` of the codecs.
@Suite struct RecordedCloudWatchTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var code: String
        var status: Int?
        var test: String
        var step: String
        var message: String

        var testDescription: String { "\(test) \(step)" }
    }

    typealias Attempt = @Sendable (inout World) throws -> Void

    /// Steps that are not tried here, and why.
    static let excused = [
        "error-invalid-dashboardname": "dashboards are not offered: the operation is unknown"
    ]

    private static func put(_ datum: MetricDatum) -> Attempt {
        { _ = try $0.perform(PutMetricData(namespace: "n", metricData: [datum])) }
    }

    private static func statistics(from start: Int64, to end: Int64) -> Attempt {
        {
            _ = try $0.perform(
                GetMetricStatistics(
                    namespace: "n",
                    metricName: "m",
                    startTime: WireTimestamp($0.now.advanced(by: .seconds(start))),
                    endTime: WireTimestamp($0.now.advanced(by: .seconds(end))),
                    period: 1,
                    statistics: ["SampleCount"]
                )
            )
        }
    }

    private static func set(_ name: String, _ state: String) -> Attempt {
        {
            _ = try $0.perform(
                SetAlarmState(alarmName: name, stateValue: state, stateReason: "test")
            )
        }
    }

    /// The step that was recorded → the same here.
    static let attempts: [String: Attempt] = [
        "invalid-param-combination": put(MetricDatum(metricName: "m", value: 1, values: [1])),
        "invalid-param-combination-2": put(
            MetricDatum(
                metricName: "m",
                value: 1,
                statisticValues: StatisticSet(sampleCount: 1, sum: 1, minimum: 1, maximum: 1)
            )
        ),
        "invalid-param-value": put(MetricDatum(metricName: "m", values: [1, 2], counts: [1])),
        "error-invalid-amount-datapoints": statistics(from: 0, to: 86_400),
        "error-invalid-time-frame": statistics(from: 0, to: -3600),
        "not-found-response": set("nope", "OK"),
        "error-resource-not-found": set("nope", "OK"),
        "invalid-value-response": set("nope", "INVALID"),
        "error-invalid-state": set("nope", "INVALID"),
    ]

    static let rows: [Row] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Fixtures/recorded-errors-cloudwatch.tsv")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        return text.split(separator: "\n").dropFirst().compactMap { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
                .map(String.init)
            guard cells.count == 9,
                let message = try? JSONDecoder().decode(String.self, from: Data(cells[8].utf8))
            else { return nil }
            return Row(
                code: cells[0],
                status: Int(cells[1]),
                test: cells[6],
                step: cells[7],
                message: message
            )
        }
    }()

    @Test func `every recorded step is tried here or excused`() {
        #expect(Self.rows.count == 16)
        let steps = Set(Self.attempts.keys).union(Self.excused.keys)
        #expect(Set(Self.rows.map(\.step)) == steps)
    }

    @Test(arguments: rows.filter { excused[$0.step] == nil })
    func `a refusal says what AWS said`(row: Row) throws {
        var world = World()
        let attempt = try #require(Self.attempts[row.step])
        let failure = try #require(throws: AWSFailure.self) { try attempt(&world) }
        #expect(failure.code == row.code)
        #expect(failure.message == row.message)
        // Some rows were recorded without their status.
        if let status = row.status { #expect(failure.status == status) }
    }
}
