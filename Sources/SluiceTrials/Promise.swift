// SPDX-License-Identifier: Apache-2.0

/// One promised figure, as it was measured.
struct Promise: Sendable {
    /// `T1` to `T12`.
    var id: String
    /// What was measured, on which work.
    var what: String
    /// What was found.
    var figure: Figure
    /// What is promised; `nil` for a figure that is only told.
    var bound: Bound?
    /// How the figure is written.
    var unit: Unit

    /// What a figure must keep.
    enum Bound: Sendable {
        /// No more than this.
        case atMost(Double)
        /// No less than this.
        case atLeast(Double)
    }

    /// How a figure is written.
    enum Unit: Sendable { case seconds, requests, share, perSecond }

    /// Whether the promise is kept.
    ///
    /// A share over its bound by chance is no broken promise: its
    /// interval must lie over the bound.
    var isKept: Bool {
        switch bound {
        case nil: true
        case .atMost(let bound): (unit == .share ? figure.low : figure.value) <= bound
        case .atLeast(let bound): (unit == .share ? figure.high : figure.value) >= bound
        }
    }

    /// A line: the figure, its interval, the promise.
    var line: String {
        let promised =
            switch bound {
            case nil: ""
            case .atMost(let bound): "≤ \(text(bound))"
            case .atLeast(let bound): "≥ \(text(bound))"
            }
        let interval = "\(text(figure.low)) – \(text(figure.high))"
        return "\(isKept ? "kept  " : "BROKEN") \(id.padded(4)) \(what.padded(62))"
            + " \(text(figure.value).padded(10)) \(interval.padded(22)) \(promised)"
    }

    private func text(_ value: Double) -> String {
        guard value.isFinite else { return "never" }
        switch unit {
        case .seconds: return "\(Self.rounded(value, 1)) s"
        case .requests: return Self.rounded(value, 2)
        case .share: return "\(Self.rounded(100 * value, 2)) %"
        case .perSecond: return "\(Int(value / 1000)) k/s"
        }
    }

    /// Decimals without trailing zeros.
    static func rounded(_ value: Double, _ decimals: Int) -> String {
        let scale = decimals == 1 ? 10.0 : 100
        let number = (value * scale).rounded() / scale
        return number == number.rounded() ? "\(Int(number))" : "\(number)"
    }
}

extension String {
    /// Spaces up to this width.
    func padded(_ width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
