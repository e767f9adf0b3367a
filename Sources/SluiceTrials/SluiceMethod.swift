// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceStats

/// Sluice's own judge on a course, as the rollout machine feeds it.
struct SluiceMethod: Sendable {
    /// The chance of a false rollback.
    var alpha = 0.01
    /// By what failures are divided.
    var retryFactor = 1.0
    /// The wait for metrics in minutes mode.
    static let lag = 60
    /// Latency is left out so long after each shift.
    static let warmup = 60

    /// The second of the rollback with counts a second, `nil` when there is none.
    func seconds(_ course: [Second], _ ladder: Ladder) -> Int? {
        var evidence = CombinedEvidence()
        var at = 0
        for step in ladder.steps {
            evidence.errors.open(.compare)
            var builder = BatchBuilder(weight: step.weight)
            for second in 0..<step.seconds {
                let seen = course[at]
                at += 1
                let closed = builder.take(seen.calls)
                let slow = second >= Self.warmup ? seen.slow : nil
                guard closed != nil || slow != nil else { continue }
                evidence.take(
                    errors: closed?.batch ?? Batch(),
                    latency: slow,
                    seconds: closed?.seconds ?? 0,
                    retryFactor: retryFactor
                )
                if evidence.verdict(alpha: alpha) == .rollBack { return at }
            }
        }
        return nil
    }

    /// The second of the rollback with CloudWatch's minutes, `nil` when there is none.
    ///
    /// Shifts are sent in second 50 to 54 of a minute; the minute of a shift is left out, and a
    /// minute is read `lag` after its end.
    func minutes(_ course: [Second], _ ladder: Ladder, _ random: inout SeededRandom) -> Int? {
        let before = 60 - (50 + Int(random.next() % 5))
        var evidence = CombinedEvidence()
        var from = 0
        for step in ladder.steps {
            evidence.errors.open(.compare)
            let end = from + step.seconds
            for minute in stride(from: from + before, through: end - 60, by: 60) {
                let sum = course[minute..<minute + 60].reduce(Batch()) { $0 + $1.calls }
                evidence.take(errors: sum, seconds: 60, retryFactor: retryFactor)
                if evidence.verdict(alpha: alpha) == .rollBack { return minute + 60 + Self.lag }
            }
            from = end
        }
        return nil
    }
}
