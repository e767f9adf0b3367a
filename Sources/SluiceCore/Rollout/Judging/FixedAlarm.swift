// SPDX-License-Identifier: Apache-2.0
import SluiceBase

/// What a fixed alarm would have cost in the place of the judge: over 5 % of the candidate's calls
/// failed, in two minutes one after the other.
///
/// Reckoned from the counts that were read and from nothing else. Where they end before it would have
/// gone off, they tell only what it would have cost at least. The delay of CloudWatch's metrics is
/// left out, so that an alarm would have cost more than this.
public struct FixedAlarm: Hashable, Codable, Sendable {
    /// How many calls had failed when it went off.
    public var failures: Int
    /// How long after the first traffic it went off, in seconds.
    public var seconds: Double
    /// Whether the counts end before it went off: then it would have taken no less than this.
    public var atLeast: Bool

    /// Makes a cost.
    init(failures: Int, seconds: Double, atLeast: Bool = false) {
        self.failures = failures
        self.seconds = seconds
        self.atLeast = atLeast
    }

    /// The share of failed calls over which it goes off.
    public static let limit = 0.05

    /// Reckons from the candidate's counts by window; `nil` where nothing failed.
    ///
    /// - Parameters:
    ///   - windows: The counts.
    ///   - all: All failed calls, of which the windows of a long rollout are the newest.
    ///   - until: Until here the candidate had its traffic and its calls were counted.
    ///   - firstTrafficAt: When its traffic began.
    init?(
        _ windows: [Timestamp: Counts],
        failures all: Int,
        until: Timestamp,
        firstTrafficAt: Timestamp
    ) {
        let minute = Duration.seconds(60)
        var minutes: [Timestamp: Counts] = [:]
        for (start, counts) in windows {
            minutes[start.floored(to: minute), default: Counts()] += counts
        }
        guard let first = minutes.filter({ $0.value.failures > 0 }).keys.min() else { return nil }
        let end = until.floored(to: minute)
        var (at, breaching) = (first, 0)
        while breaching < 2 {
            // Nobody knows what a minute would have become that was not counted to its end.
            let isOver = at >= end || (minutes[at]?.rate ?? 0) > Self.limit
            breaching = isOver ? breaching + 1 : 0
            at = at.advanced(by: minute)
        }
        let later = windows.reduce(0) { $0 + ($1.key >= at ? $1.value.failures : 0) }
        self.init(
            failures: at > end ? all : all - later,
            seconds: max(0, firstTrafficAt.duration(to: at).inSeconds),
            atLeast: at > end
        )
    }
}

extension Rollout {
    /// What a fixed alarm would have cost, by the counts that a judge has; `nil` where the evidence
    /// did not take the candidate back.
    public func fixedAlarm(by judge: Judge) -> FixedAlarm? {
        guard let verdict, let firstTrafficAt else { return nil }
        return FixedAlarm(
            judge.candidateWindows,
            failures: judge.candidate.failures,
            until: verdict.countedUntil,
            firstTrafficAt: firstTrafficAt
        )
    }
}
