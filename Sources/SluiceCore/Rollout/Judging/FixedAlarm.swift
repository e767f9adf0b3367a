// SPDX-License-Identifier: Apache-2.0
import SluiceBase

/// What a fixed alarm would have cost in the place of the judge: over 5 % of the candidate's calls
/// failed, in two minutes one after the other.
///
/// Reckoned from the same windows. After the decision the candidate is supposed to go on as it did
/// since its first failure; the delay of CloudWatch's metrics is left out, so that an alarm would
/// have cost more than this.
public struct FixedAlarm: Hashable, Codable, Sendable {
    /// How many calls would have failed until it went off; `nil`: it would not have gone off.
    public var failures: Int?
    /// How long after the first traffic it would have gone off, in seconds.
    public var seconds: Double?

    /// Makes a cost.
    init(failures: Int?, seconds: Double?) {
        self.failures = failures
        self.seconds = seconds
    }

    /// The share of failed calls over which it goes off.
    public static let limit = 0.05

    private struct Pace {
        var calls: Double
        var failures: Double
        var end: Double
    }

    /// Reckons from the candidate's counts by window; `nil` where nothing failed.
    init?(_ windows: [Timestamp: Counts], period: Duration, firstTrafficAt: Timestamp) {
        let starts = windows.keys.sorted()
        guard let first = starts.first(where: { (windows[$0]?.failures ?? 0) > 0 }),
            let last = starts.last
        else { return nil }
        let end = last.advanced(by: period)
        let span = max(1, first.duration(to: end).inSeconds)
        let since = starts.filter { $0 >= first }.reduce(Counts()) {
            $0 + (windows[$1] ?? Counts())
        }
        let pace = Pace(
            calls: Double(since.calls) / span,
            failures: Double(since.failures) / span,
            end: Double(end.second)
        )
        var minutes: [Int64: Counts] = [:]
        for start in starts {
            minutes[start.floored(to: .seconds(60)).second, default: Counts()] +=
                windows[start] ?? Counts()
        }
        guard let fired = Self.end(of: minutes, pace, from: first) else { return }
        let seen = windows.reduce(0) { $0 + ($1.key.second < fired ? $1.value.failures : 0) }
        let later = max(0, Double(fired) - pace.end) * pace.failures
        failures = seen + Int(later.rounded())
        seconds = max(0, Double(fired) - Double(firstTrafficAt.second))
    }

    /// The end of the second minute in a row over the limit.
    private static func end(
        of minutes: [Int64: Counts],
        _ pace: Pace,
        from first: Timestamp
    ) -> Int64? {
        var minute = first.floored(to: .seconds(60)).second
        var breaching = 0
        for _ in 0..<Limits.fixedAlarmMinutes {
            let counts = minutes[minute] ?? Counts()
            let next = minute + 60
            let ahead = max(0, Double(next) - max(Double(minute), pace.end))
            let calls = Double(counts.calls) + ahead * pace.calls
            let failures = Double(counts.failures) + ahead * pace.failures
            breaching = calls > 0 && failures / calls > limit ? breaching + 1 : 0
            if breaching == 2 { return next }
            minute = next
        }
        return nil
    }
}
