// SPDX-License-Identifier: Apache-2.0
import Foundation
import SluiceModel
import Testing

/// The two tables of CloudWatch's user guide on missing data, and its guard against early alarms.
@Suite struct AlarmWindowTests {
    struct Row: Decodable, Sendable, CustomTestStringConvertible {
        var table: String
        var evaluation_periods: Int
        var datapoints_to_alarm: Int
        var points_oldest_first: [String]
        var treat_missing_data: String
        var expected: String

        var testDescription: String {
            "\(table) \(points_oldest_first.joined()) \(treat_missing_data)"
        }

        /// The state that follows from another one.
        func state(from state: AlarmState) throws -> AlarmState {
            let window = AlarmWindow(
                evaluationPeriods: evaluation_periods,
                datapointsToAlarm: datapoints_to_alarm,
                missing: try #require(MissingData(rawValue: treat_missing_data))
            )
            let breaches = points_oldest_first.map { $0 == "-" ? nil : $0 == "X" }
            return window.state(after: breaches, from: state)
        }
    }

    static let rows: [Row] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Fixtures/alarm-missing-data.json")
        guard let bytes = try? Data(contentsOf: file) else { return [] }
        return (try? JSONDecoder().decode([Row].self, from: bytes)) ?? []
    }()

    @Test func `the tables have forty rows`() { #expect(Self.rows.count == 40) }

    @Test(arguments: rows) func `a row of the guide, from each state`(row: Row) throws {
        for state in AlarmState.allCases {
            let expected = row.expected == "RETAIN" ? state : AlarmState(rawValue: row.expected)
            #expect(try row.state(from: state) == expected)
        }
    }

    @Test(arguments: [("----X", AlarmState.ok), ("---X-", .ok), ("--X--", .alarm)])
    func `one breach is too early for three of three until it is three periods old`(
        points: String,
        state: AlarmState
    ) throws {
        let window = AlarmWindow(evaluationPeriods: 3, datapointsToAlarm: 3, missing: .missing)
        #expect(window.range == 5)
        let breaches = points.map { $0 == "-" ? nil : $0 == "X" }
        #expect(window.state(after: breaches, from: .ok) == state)
    }
}
