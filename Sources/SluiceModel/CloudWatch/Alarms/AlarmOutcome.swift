// SPDX-License-Identifier: Apache-2.0

import SluiceBase
import SluiceWire

/// What an evaluation found, and its words.
struct AlarmOutcome {
    struct Datapoint {
        var at: Timestamp
        var value: Double
        var sampleCount: Double?
    }

    let alarm: PutMetricAlarm
    let window: AlarmWindow
    let comparison: AlarmComparison
    let threshold: Double
    /// Oldest first; `nil` where a period has no data.
    let datapoints: [Datapoint?]
    let period: Int
    let now: Timestamp

    var breaches: [Bool?] {
        datapoints.map { $0.map { comparison.holds($0.value, threshold) } }
    }

    /// The data points that decided, newest first.
    private var decisive: [Datapoint] {
        datapoints.compactMap(\.self).suffix(window.evaluationPeriods).reversed()
    }

    /// Why the alarm is in a state now, in CloudWatch's words.
    func reason(of state: AlarmState, from old: AlarmState) -> String {
        let points = decisive
        let unknown = window.evaluationPeriods - points.count
        if state == .insufficientData {
            return "Insufficient Data: \(Self.count(unknown)) unknown."
        }
        guard !points.isEmpty else {
            let treated = window.missing == .breaching ? "Breaching" : "NonBreaching"
            let periods = unknown == 1 ? "1 period" : "\(unknown) periods"
            let missing =
                unknown == 1 ? "1 missing datapoint was" : "\(unknown) missing datapoints were"
            return "Threshold Crossed: no datapoints were received for \(periods) and \(missing) "
                + "treated as [\(treated)]."
        }
        let isAlarm = state == .alarm
        let meant = points.filter { comparison.holds($0.value, threshold) == isAlarm }
        let words = "\(isAlarm ? "" : "not ")\(comparison.words) the threshold (\(threshold))"
        let list = (meant.isEmpty ? points : meant).map { "\($0.value) (\($0.at.alarmText))" }
        let verb = list.count == 1 ? "was" : "were"
        if window.evaluationPeriods == 1 {
            return "Threshold Crossed: 1 datapoint [\(list[0])] \(verb) \(words)."
        }
        let needed =
            isAlarm
            ? window.datapointsToAlarm : window.evaluationPeriods - window.datapointsToAlarm + 1
        return "Threshold Crossed: \(list.count) out of the last \(points.count) datapoints "
            + "[\(list.joined(separator: ", "))] \(verb) \(words) (minimum "
            + "\(needed) datapoint\(needed == 1 ? "" : "s") for \(old.rawValue) -> "
            + "\(state.rawValue) transition)."
    }

    private static func count(_ number: Int) -> String {
        number == 1 ? "1 datapoint was" : "\(number) datapoints were"
    }

    /// The same in JSON.
    var reasonData: String {
        let points = decisive
        var data: WireMap = [
            "version": .string("1.0"), "queryDate": .string(now.lambdaText),
        ]
        if let oldest = points.last { data["startDate"] = .string(oldest.at.lambdaText) }
        if let unit = alarm.unit { data["unit"] = .string(unit) }
        if let statistic = alarm.statistic ?? alarm.extendedStatistic {
            data["statistic"] = .string(statistic)
        }
        data["period"] = .integer(Int64(period))
        data["recentDatapoints"] = .list(points.reversed().map { .number($0.value) })
        data["threshold"] = .number(threshold)
        data["evaluatedDatapoints"] = .list(
            points.map { point in
                var entry: WireMap = ["timestamp": .string(point.at.lambdaText)]
                if let count = point.sampleCount { entry["sampleCount"] = .number(count) }
                entry["value"] = .number(point.value)
                return .map(entry)
            }
        )
        return WireCodec.text(of: .map(data))
    }
}

extension Timestamp {
    /// `24/11/26 00:04:00`, as CloudWatch's reasons have it.
    fileprivate var alarmText: String {
        let text = Array(iso8601)
        func part(_ range: Range<Int>) -> String { String(text[range]) }
        return "\(part(8..<10))/\(part(5..<7))/\(part(2..<4)) \(part(11..<19))"
    }
}
