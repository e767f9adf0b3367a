// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Computes expressions of metric math.
struct MathEvaluator {
    /// The series that queries came to, by id.
    var known: [String: MathValue]
    /// The ids of queries for metrics, in the order in which they were asked.
    let metrics: [String]
    /// The first second, and the first that is too late.
    let span: Range<Int64>
    /// Seconds that a value of this expression covers.
    let period: Int64

    /// What an expression comes to.
    func value(of expression: MathExpression) throws(MathFault) -> MathValue {
        switch expression {
        case .number(let value): return .number(value)
        case .text(let text): return .text(text)
        case .name(let name):
            guard let value = known[name] else { throw MathFault("'\(name)' is not known") }
            return value
        case .list(let parts):
            var series: [MathSeries] = []
            for part in parts { series += try self.series(of: part) }
            return .list(series)
        case .negated(let part): return try value(of: part).map { -$0 }
        case .binary(let sign, let left, let right):
            return try value(of: left).combined(with: try value(of: right), Self.body(sign))
        case .call(let name, let arguments):
            return try call(name.uppercased(), arguments)
        }
    }

    /// The series that an expression comes to; a number is repeated in every period.
    func series(of expression: MathExpression) throws(MathFault) -> [MathSeries] {
        if case .number(let value) = try value(of: expression) { return [constant(value)] }
        return try value(of: expression).series
    }

    private static func body(
        _ sign: MathExpression.Operator
    ) -> (Double, Double) -> Double {
        switch sign {
        case .or: { $0 != 0 || $1 != 0 ? 1 : 0 }
        case .and: { $0 != 0 && $1 != 0 ? 1 : 0 }
        case .equal: { $0 == $1 ? 1 : 0 }
        case .unequal: { $0 != $1 ? 1 : 0 }
        case .atMost: { $0 <= $1 ? 1 : 0 }
        case .atLeast: { $0 >= $1 ? 1 : 0 }
        case .less: { $0 < $1 ? 1 : 0 }
        case .greater: { $0 > $1 ? 1 : 0 }
        case .plus: { $0 + $1 }
        case .minus: { $0 - $1 }
        case .times: { $0 * $1 }
        // No data point where nothing can be divided: what is not finite is left out.
        case .divided: { $0 / $1 }
        case .power: { pow($0, $1) }
        }
    }

    private func call(
        _ name: String,
        _ arguments: [MathExpression]
    ) throws(MathFault) -> MathValue {
        switch name {
        case "IF": return try choice(arguments)
        case "FILL": return try fill(arguments)
        case "METRICS": return try allMetrics(arguments)
        case "SLICE": return try slice(arguments)
        case "SORT": return try sorted(arguments)
        case "SEARCH", "ANOMALY_DETECTION_BAND", "INSIGHT_RULE_METRIC", "DB_PERF_INSIGHTS":
            throw MathFault("the function \(name) is not offered by this engine")
        default: break
        }
        guard arguments.count == 1 else {
            throw MathFault("\(name) takes one argument")
        }
        let argument = try value(of: arguments[0])
        if let body = Self.pointwise[name] { return try argument.map(body) }
        if let body = Self.aggregates[name] { return try aggregate(argument, name, body) }
        return try single(name, argument)
    }

    private static let pointwise: [String: @Sendable (Double) -> Double] = [
        "ABS": { abs($0) }, "CEIL": { $0.rounded(.up) }, "FLOOR": { $0.rounded(.down) },
        "LOG": { log($0) }, "LOG10": { log10($0) },
    ]

    private static let aggregates: [String: @Sendable ([Double]) -> Double] = [
        "SUM": { $0.reduce(0, +) },
        "AVG": { $0.reduce(0, +) / Double($0.count) },
        "MIN": { $0.min() ?? .nan },
        "MAX": { $0.max() ?? .nan },
        "STDDEV": { values in
            let mean = values.reduce(0, +) / Double(values.count)
            let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            return (squares / Double(values.count)).squareRoot()
        },
        "DATAPOINT_COUNT": { Double($0.count) },
    ]

    /// Of one series a number; of an array a series of what the values of each moment come to.
    private func aggregate(
        _ argument: MathValue,
        _ name: String,
        _ body: ([Double]) -> Double
    ) throws(MathFault) -> MathValue {
        switch argument {
        case .series(let series): return .number(body(series.points.map(\.value)))
        case .number(let value): return .number(body([value]))
        case .text: throw MathFault("\(name) cannot be used on a text")
        case .list(let list):
            var moments: [Int64: [Double]] = [:]
            for series in list {
                for point in series.points {
                    moments[point.second, default: []].append(point.value)
                }
            }
            let points = moments.sorted { $0.key < $1.key }.map {
                MathSeries.Point(second: $0.key, value: body($0.value))
            }
            let period = list.map(\.period).max() ?? self.period
            return .series(MathSeries(points: points, period: period))
        }
    }

    private func single(_ name: String, _ argument: MathValue) throws(MathFault) -> MathValue {
        switch name {
        case "RATE", "DIFF", "DIFF_TIME", "RUNNING_SUM":
            switch argument {
            case .series(let series): return .series(Self.successive(name, series))
            case .list(let list): return .list(list.map { Self.successive(name, $0) })
            default: throw MathFault("\(name) needs a time series")
            }
        case "PERIOD":
            guard let series = argument.series.first else {
                throw MathFault("PERIOD needs a time series")
            }
            return .number(Double(series.period))
        case "TIME_SERIES":
            guard case .number(let value) = argument else {
                throw MathFault("TIME_SERIES needs a number")
            }
            return .series(constant(value))
        case "FIRST", "LAST":
            guard case .list(let list) = argument,
                let series = name == "FIRST" ? list.first : list.last
            else { throw MathFault("\(name) needs an array of time series") }
            return .series(series)
        case "METRIC_COUNT": return .number(Double(argument.series.count))
        case "REMOVE_EMPTY": return .list(argument.series.filter { !$0.points.isEmpty })
        default: throw MathFault("the function \(name) is not known")
        }
    }

    /// What each value is against the one before it.
    private static func successive(_ name: String, _ series: MathSeries) -> MathSeries {
        var result = series
        if name == "RUNNING_SUM" {
            var sum = 0.0
            for index in result.points.indices {
                sum += result.points[index].value
                result.points[index].value = sum
            }
            return result
        }
        result.points = zip(series.points, series.points.dropFirst()).map { before, point in
            let seconds = Double(point.second - before.second)
            let change = point.value - before.value
            let value = name == "RATE" ? change / seconds : name == "DIFF" ? change : seconds
            return MathSeries.Point(second: point.second, value: value)
        }
        return result
    }

    /// The seconds at which periods begin within the span.
    func grid(_ period: Int64) -> [Int64] {
        let first = span.lowerBound - span.lowerBound.remainder(by: period) + anchorRest(period)
        return Array(stride(from: first, to: span.upperBound, by: Int(period)))
            .suffix(Limits.mathPeriodsMax)
    }

    /// Where in a period the series that are known begin: alarms look at windows that slide.
    private func anchorRest(_ period: Int64) -> Int64 {
        let rest = span.upperBound.remainder(by: period)
        return isSliding ? rest - (span.lowerBound.remainder(by: period) < rest ? period : 0) : 0
    }

    /// Whether periods end at the span's end, not at whole multiples.
    var isSliding = false

    func constant(_ value: Double) -> MathSeries {
        MathSeries(
            points: grid(period).map { MathSeries.Point(second: $0, value: value) },
            period: period
        )
    }
}
