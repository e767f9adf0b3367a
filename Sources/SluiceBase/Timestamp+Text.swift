// SPDX-License-Identifier: Apache-2.0

extension Timestamp {
    /// The date and time of day in UTC.
    struct Calendar {
        var year: Int64
        var month: Int64
        var day: Int64
        var hour: Int64
        var minute: Int64
        var second: Int64
        var millisecond: Int64
    }

    /// The civil date of this point, by the days-from-civil algorithm (proleptic Gregorian).
    var calendar: Calendar {
        let days = millisecondsSince1970.floored(by: 86_400_000)
        let rest = millisecondsSince1970 - days * 86_400_000
        let shifted = days + 719_468
        let era = shifted.floored(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return Calendar(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
            month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1,
            hour: rest / 3_600_000,
            minute: rest / 60_000 % 60,
            second: rest / 1000 % 60,
            millisecond: rest % 1000
        )
    }

    /// `2026-01-01T10:40:07.123Z`.
    public var iso8601: String {
        let c = calendar
        return "\(date)T\(padded(c.hour)):\(padded(c.minute)):\(padded(c.second))"
            + ".\(padded(c.millisecond, 3))Z"
    }

    /// `2026-01-01T10:40:07.123+0000`, the form of Lambda's `LastModified`.
    public var lambdaText: String { String(iso8601.dropLast()) + "+0000" }

    /// `12:07:03`, the time of day in UTC.
    public var clockText: String {
        let c = calendar
        return "\(padded(c.hour)):\(padded(c.minute)):\(padded(c.second))"
    }

    /// `2026-01-01`, the day in UTC.
    public var date: String {
        let c = calendar
        return "\(padded(c.year, 4))-\(padded(c.month))-\(padded(c.day))"
    }

    /// `20260101T104007Z`, the form that request signatures use.
    public var basicText: String {
        let c = calendar
        return "\(padded(c.year, 4))\(padded(c.month))\(padded(c.day))"
            + "T\(padded(c.hour))\(padded(c.minute))\(padded(c.second))Z"
    }

    private func padded(_ value: Int64, _ width: Int = 2) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
