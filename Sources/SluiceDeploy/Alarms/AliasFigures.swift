// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceCore
public import SluiceWire

/// What the calls of an alias were like in the day before: how many, how many failed, how slow.
public struct AliasFigures: Hashable, Sendable {
    /// Calls and failed calls.
    public var counts: Counts
    /// The 99th percentile of durations, milliseconds; `nil` without calls.
    public var slowest: Double?

    /// Reads the day before `now`.
    public static func read(
        _ function: String,
        _ alias: String,
        until now: Timestamp,
        aws: any AWSTransport
    ) async throws(AWSFailure) -> AliasFigures {
        let end = now.floored(toSeconds: 60)
        let start = end.advanced(by: .seconds(-86_400))
        let metrics = CallMetrics(aws: aws, function: function, alias: alias)
        let counts = try await metrics.counts(
            of: [.everyone],
            from: start.floored(toSeconds: 3600),
            to: end,
            period: 3600
        )
        let latency = try await metrics.latency(
            of: [.everyone],
            quantiles: ["p99"],
            from: start,
            to: end
        )
        return AliasFigures(
            counts: counts.values.reduce(Counts(), +),
            slowest: latency[.everyone]?["p99"]
        )
    }
}
