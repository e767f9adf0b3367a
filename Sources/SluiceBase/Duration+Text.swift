// SPDX-License-Identifier: Apache-2.0

extension Duration {
    /// Whole milliseconds, rounded towards zero; saturates.
    public var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        if overflow { return seconds < 0 ? .min : .max }
        return scaled + attoseconds / 1_000_000_000_000_000
    }

    /// Seconds as a floating-point number, for JSON and arithmetic that ends in a picture.
    public var inSeconds: Double { Double(wholeMilliseconds) / 1000 }

    /// Reads `250ms`, `90s`, `10m`, `24h` or `30d`; `nil` for anything else, a negative one included.
    public init?(text: String) {
        let units: [(String, Int64)] = [
            ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
        ]
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let suffix = text.dropFirst(digits.count)
        guard let count = Int64(digits), count >= 0,
            let unit = units.first(where: { $0.0 == suffix }),
            case let (total, overflow) = count.multipliedReportingOverflow(by: unit.1), !overflow
        else { return nil }
        self = .milliseconds(total)
    }

    /// `10m`, `90s`, `250ms`: the shortest whole unit, in the form that `init(text:)` reads.
    public var shortText: String {
        let milliseconds = wholeMilliseconds
        if milliseconds == 0 { return "0s" }
        if milliseconds % 3_600_000 == 0 { return "\(milliseconds / 3_600_000)h" }
        if milliseconds % 60_000 == 0 { return "\(milliseconds / 60_000)m" }
        if milliseconds % 1000 == 0 { return "\(milliseconds / 1000)s" }
        return "\(milliseconds)ms"
    }

    /// `06:43`, or `1:06:43` from an hour on: how clocks on the live view count.
    public var clockText: String {
        let seconds = max(0, wholeMilliseconds / 1000)
        let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
        let tail = "\(minutes < 10 ? "0" : "")\(minutes):\(rest < 10 ? "0" : "")\(rest)"
        return hours > 0 ? "\(hours):\(tail)" : tail
    }

    /// `4 min 49 s`, `2.3 s`, `1 h 4 min`: for sentences.
    public var words: String {
        let milliseconds = max(0, wholeMilliseconds)
        if milliseconds < 1000 { return "\(milliseconds) ms" }
        let seconds = milliseconds / 1000
        if seconds < 60 {
            let tenths = milliseconds % 1000 / 100
            return tenths == 0 ? "\(seconds) s" : "\(seconds).\(tenths) s"
        }
        if seconds < 3600 {
            return seconds % 60 == 0
                ? "\(seconds / 60) min" : "\(seconds / 60) min \(seconds % 60) s"
        }
        return seconds / 60 % 60 == 0
            ? "\(seconds / 3600) h" : "\(seconds / 3600) h \(seconds / 60 % 60) min"
    }
}
