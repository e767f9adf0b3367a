// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore

/// Puts failures that another source saw into the windows in which their calls were counted.
///
/// A record is written while its call runs. AWS counts a call in the minute in which it began, the
/// local engine in the second in which it ended: a failure belongs to its own window or to one of
/// those on that side, the nearest that has room. Never more than all calls of a window have failed.
struct FailurePlacement {
    /// Seconds that one window spans.
    let period: Int
    /// The calls of one version, by the windows' starts.
    let calls: [Timestamp: Int]

    /// The failures of each window.
    func failures(_ seen: [(at: Timestamp, count: Int)]) -> [Timestamp: Int] {
        var failures: [Timestamp: Int] = [:]
        let newest = calls.keys.max()
        for (at, count) in seen.sorted(by: { $0.at < $1.at }) {
            // A log is faster than the metrics: the minute that the call belongs to may not be
            // counted yet. The next reading places it, and nothing else is blamed until then.
            if period >= 60, let newest, at.floored(toSeconds: period) > newest { continue }
            var left = count
            for start in places(of: at.floored(toSeconds: period)) where left > 0 {
                let room = (calls[start] ?? 0) - (failures[start] ?? 0)
                let taken = min(left, max(0, room))
                if taken > 0 { failures[start, default: 0] += taken }
                left -= taken
            }
        }
        return failures
    }

    private func places(of start: Timestamp) -> [Timestamp] {
        let side = period >= 60 ? -1 : 1
        return (0...Limits.failureReach).map {
            start.advanced(by: .seconds(side * $0 * period))
        }
    }
}
