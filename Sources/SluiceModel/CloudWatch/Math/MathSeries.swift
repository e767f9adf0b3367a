// SPDX-License-Identifier: Apache-2.0

/// A series of values in time, ascending, as metric math sees it.
struct MathSeries: Hashable, Sendable {
    struct Point: Hashable, Sendable {
        var second: Int64
        var value: Double
    }

    var points: [Point]
    /// Seconds that a value covers.
    var period: Int64
    /// A name for people; `nil` is the query's own.
    var label: String?

    /// The series with each value changed; values that are none are left out.
    func map(_ body: (Double) -> Double) -> MathSeries {
        var result = self
        result.points = points.compactMap { point in
            let value = body(point.value)
            return value.isFinite ? Point(second: point.second, value: value) : nil
        }
        return result
    }

    /// The values of two series where both have one.
    func combined(with other: MathSeries, _ body: (Double, Double) -> Double) -> MathSeries {
        var result = MathSeries(points: [], period: max(period, other.period), label: nil)
        var index = 0
        for point in points {
            while index < other.points.count, other.points[index].second < point.second {
                index += 1
            }
            guard index < other.points.count else { break }
            guard other.points[index].second == point.second else { continue }
            let value = body(point.value, other.points[index].value)
            if value.isFinite { result.points.append(Point(second: point.second, value: value)) }
        }
        return result
    }

    /// The values by second.
    var values: [Int64: Double] {
        Dictionary(points.map { ($0.second, $0.value) }) { $1 }
    }
}
