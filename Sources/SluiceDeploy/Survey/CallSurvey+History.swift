// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

extension CallSurvey {
    /// Calls through the alias in the fourteen days before, by the hour.
    func history(
        of target: Target,
        until now: Timestamp
    ) async throws(AWSFailure) -> TrafficHistory? {
        guard let alias = target.alias else { return nil }
        let end = now.floored(toSeconds: 3600)
        let metrics = CallMetrics(aws: aws, function: target.function, alias: alias)
        let counts = try await metrics.counts(
            of: [.everyone],
            from: end.advanced(by: .zero - Limits.historySpan),
            to: end,
            period: 3600
        )
        let hours = counts.map { TrafficHistory.Hour(start: $0.key.start, counts: $0.value) }
        return TrafficHistory(hours: hours, until: end)
    }
}
