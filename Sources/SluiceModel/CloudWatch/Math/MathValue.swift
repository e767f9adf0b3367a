// SPDX-License-Identifier: Apache-2.0

/// What a part of an expression comes to.
enum MathValue: Sendable {
    case number(Double)
    case series(MathSeries)
    case list([MathSeries])
    case text(String)

    /// The series in it; a number is none.
    var series: [MathSeries] {
        switch self {
        case .series(let one): [one]
        case .list(let many): many
        case .number, .text: []
        }
    }

    /// Each value changed.
    func map(_ body: (Double) -> Double) throws(MathFault) -> MathValue {
        switch self {
        case .number(let value): return .number(body(value))
        case .series(let series): return .series(series.map(body))
        case .list(let list): return .list(list.map { $0.map(body) })
        case .text: throw MathFault("a text is no number")
        }
    }

    /// The values of two, number by number, point by point, series by series.
    func combined(
        with other: MathValue,
        _ body: (Double, Double) -> Double
    ) throws(MathFault) -> MathValue {
        switch (self, other) {
        case (.text, _), (_, .text): throw MathFault("a text is no number")
        case (.number(let left), .number(let right)): return .number(body(left, right))
        case (_, .number(let right)): return try map { body($0, right) }
        case (.number(let left), _): return try other.map { body(left, $0) }
        case (.series(let left), .series(let right)):
            return .series(left.combined(with: right, body))
        case (.list(let left), .series(let right)):
            return .list(left.map { $0.combined(with: right, body) })
        case (.series(let left), .list(let right)):
            return .list(right.map { left.combined(with: $0, body) })
        case (.list(let left), .list(let right)):
            guard left.count == right.count else {
                throw MathFault("two arrays of different lengths cannot be combined")
            }
            return .list(zip(left, right).map { $0.combined(with: $1, body) })
        }
    }
}
