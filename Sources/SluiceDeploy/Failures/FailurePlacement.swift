// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore

/// Puts failures that another source saw into the windows in which their calls were counted.
///
/// A record is written while its call runs. AWS counts a call in the minute in which it began, the
/// local engine in the second in which it ended: a failure belongs to its own window or to one of
/// those on that side, the nearest that has room. Never more than all calls of a window have failed,
/// and a failure that is counted in one of these windows already is not counted again.
struct FailurePlacement {
    /// Seconds that one window spans.
    let period: Int
    /// The calls of one version, by the windows' starts.
    let calls: [Timestamp: Int]
    /// How many windows away a call may have been counted.
    var reach = Limits.failureReach
    /// From here on windows may lack failures that the other sources are still to tell: what they
    /// did not see waits for the next reading.
    var settled: Timestamp?
    /// Whether no other source tells of failures: then one for which its own window has room need
    /// not wait.
    var isAlone = false

    /// The failures of each window, where these were seen and `known` are counted already.
    func failures(
        _ seen: [(at: Timestamp, count: Int)],
        beside known: [Timestamp: Int] = [:]
    ) -> [Timestamp: Int] {
        var free = known
        func without(_ count: Int, _ places: some Sequence<Timestamp>) -> Int {
            var left = count
            for start in places where left > 0 {
                let same = min(left, max(0, free[start] ?? 0))
                if same > 0 { free[start] = (free[start] ?? 0) - same }
                left -= same
            }
            return left
        }
        let own = seen.sorted { $0.at < $1.at }.map { at, count in
            let start = at.floored(toSeconds: period)
            return (start: start, count: without(count, [start]))
        }
        let new = own.map { start, count in
            (start: start, count: without(count, places(of: start).dropFirst()))
        }
        return placing(new, known)
    }

    private func placing(
        _ new: [(start: Timestamp, count: Int)],
        _ known: [Timestamp: Int]
    ) -> [Timestamp: Int] {
        var failures = known
        let newest = calls.keys.max()
        for (own, count) in new {
            // A log is faster than the metrics: the minute that the call belongs to may not be
            // counted yet. The next reading places it, and nothing else is blamed until then.
            if period >= 60, let newest, own > newest { continue }
            let isOpen = settled.map { own >= $0 } ?? false
            if isOpen, !isAlone { continue }
            var left = count
            for start in isOpen ? [own] : places(of: own) where left > 0 {
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
        return (0...max(0, reach)).map { start.advanced(by: .seconds(side * $0 * period)) }
    }
}
