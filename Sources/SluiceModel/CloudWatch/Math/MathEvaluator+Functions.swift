// SPDX-License-Identifier: Apache-2.0

extension MathEvaluator {
    /// `IF(condition, then[, else])`, moment by moment where the condition is a series.
    func choice(_ arguments: [MathExpression]) throws(MathFault) -> MathValue {
        guard (2...3).contains(arguments.count) else {
            throw MathFault("IF takes two or three arguments")
        }
        let yes = try value(of: arguments[1])
        let no = arguments.count == 3 ? try value(of: arguments[2]) : nil
        switch try value(of: arguments[0]) {
        case .number(let condition):
            if condition != 0 { return yes }
            return no ?? .series(MathSeries(points: [], period: period))
        case .series(let condition):
            let (then, other) = (try Self.lookup(yes), try no.map(Self.lookup))
            var result = MathSeries(points: [], period: condition.period)
            for point in condition.points {
                let value = point.value != 0 ? then(point.second) : other?(point.second)
                if let value {
                    result.points.append(MathSeries.Point(second: point.second, value: value))
                }
            }
            return .series(result)
        default: throw MathFault("the condition of IF must be a number or a time series")
        }
    }

    private static func lookup(_ value: MathValue) throws(MathFault) -> (Int64) -> Double? {
        switch value {
        case .number(let number): return { _ in number }
        case .series(let series):
            let values = series.values
            return { values[$0] }
        default: throw MathFault("the branches of IF must be numbers or time series")
        }
    }

    /// `FILL(series, 0 | other | REPEAT | LINEAR)`: values for the periods without.
    func fill(_ arguments: [MathExpression]) throws(MathFault) -> MathValue {
        guard arguments.count == 2 else { throw MathFault("FILL takes two arguments") }
        let filled: (MathSeries) -> MathSeries
        switch arguments[1] {
        case .name("REPEAT"): filled = { repeated($0) }
        case .name("LINEAR"): filled = { linear($0) }
        default:
            let filling = try Self.lookup(try value(of: arguments[1]))
            filled = { series in
                let values = series.values
                var result = series
                result.points = grid(series.period).compactMap { second in
                    (values[second] ?? filling(second))
                        .map { MathSeries.Point(second: second, value: $0) }
                }
                return result
            }
        }
        switch try value(of: arguments[0]) {
        case .series(let series): return .series(filled(series))
        case .list(let list): return .list(list.map(filled))
        default: throw MathFault("FILL needs a time series")
        }
    }

    /// Each gap filled with the value before it.
    private func repeated(_ series: MathSeries) -> MathSeries {
        let values = series.values
        var result = series
        var last: Double?
        result.points = grid(series.period).compactMap { second in
            last = values[second] ?? last
            return last.map { MathSeries.Point(second: second, value: $0) }
        }
        return result
    }

    /// Each gap filled on the line between its neighbours.
    private func linear(_ series: MathSeries) -> MathSeries {
        var result = series
        result.points = []
        for (before, after) in zip(series.points, series.points.dropFirst()) {
            result.points.append(before)
            let steps = (after.second - before.second) / series.period
            guard steps > 1 else { continue }
            for step in 1..<steps {
                let share = Double(step) / Double(steps)
                result.points.append(
                    MathSeries.Point(
                        second: before.second + step * series.period,
                        value: before.value + share * (after.value - before.value)
                    )
                )
            }
        }
        result.points += series.points.suffix(1)
        return result
    }

    /// `METRICS()`, or `METRICS("part of an id")`.
    func allMetrics(_ arguments: [MathExpression]) throws(MathFault) -> MathValue {
        var part = ""
        if let argument = arguments.first {
            guard case .text(let text) = argument, arguments.count == 1 else {
                throw MathFault("METRICS takes a text or nothing")
            }
            part = text
        }
        let ids = metrics.filter { part.isEmpty || $0.contains(part) }
        return .list(ids.flatMap { known[$0]?.series ?? [] })
    }

    /// `SLICE(array, from[, to])`.
    func slice(_ arguments: [MathExpression]) throws(MathFault) -> MathValue {
        guard (2...3).contains(arguments.count), case .list(let list) = try value(of: arguments[0])
        else { throw MathFault("SLICE takes an array, where it begins and where it ends") }
        let from = try index(arguments[1])
        let to = arguments.count == 3 ? try index(arguments[2]) : list.count
        return .list(Array(list.prefix(max(0, to)).dropFirst(max(0, from))))
    }

    private func index(_ expression: MathExpression) throws(MathFault) -> Int {
        guard case .number(let number) = try value(of: expression),
            let index = Int(exactly: number)
        else { throw MathFault("a place in an array must be a whole number") }
        return index
    }

    /// `SORT(array, SUM | AVG | MAX | MIN, ASC | DESC[, most])`.
    func sorted(_ arguments: [MathExpression]) throws(MathFault) -> MathValue {
        guard (3...4).contains(arguments.count), case .list(let list) = try value(of: arguments[0]),
            case .name(let measure) = arguments[1], case .name(let order) = arguments[2],
            ["ASC", "DESC"].contains(order)
        else {
            throw MathFault("SORT takes an array, a function, ASC or DESC, and perhaps a number")
        }
        var rated: [(rating: Double, series: MathSeries)] = []
        for series in list {
            let values = series.points.map(\.value)
            let rating: Double? =
                switch measure {
                case "SUM": values.reduce(0, +)
                case "AVG": values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
                case "MAX": values.max() ?? 0
                case "MIN": values.min() ?? 0
                default: nil
                }
            guard let rating else { throw MathFault("SORT does not know \(measure)") }
            rated.append((rating, series))
        }
        rated.sort { order == "ASC" ? $0.rating < $1.rating : $0.rating > $1.rating }
        let count = arguments.count == 4 ? try index(arguments[3]) : rated.count
        return .list(rated.prefix(max(0, count)).map(\.series))
    }
}
