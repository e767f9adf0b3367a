// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceCore
public import SluiceWire

extension VersionComparison {
    /// Reads the alias and the metrics of its versions.
    ///
    /// - Parameters:
    ///   - target: What is compared; it has an alias.
    ///   - since: How far back to look, at most a day.
    ///   - metricPeriod: Seconds that the endpoint keeps metrics by: 1 or 60.
    ///   - now: The time.
    ///   - aws: Where calls go.
    /// - Returns: `nil` when the alias does not exist.
    /// - Throws: What AWS said; `IncompleteMetrics` where the metrics are not whole.
    public static func read(
        _ target: Target,
        since: Duration,
        metricPeriod: Int,
        now: Timestamp,
        aws: any AWSTransport
    ) async throws(AWSFailure) -> VersionComparison? {
        guard let alias = target.alias,
            let state = try await aws.alias(alias, of: target.function)
        else { return nil }
        // Seconds are few calls each, and ten of them still lie within one weight.
        let period = metricPeriod < 60 ? 10 : 60
        let until = now.floored(toSeconds: period)
        let back = min(since, Limits.comparedMax)
        let sides = try await sides(of: state, target, aws)
        var comparison = VersionComparison(
            stable: sides.stable,
            candidate: sides.candidate,
            from: until.advanced(by: .zero - back).floored(toSeconds: 60),
            until: until,
            period: period
        )
        try await comparison.fill(CallMetrics(aws: aws, function: target.function, alias: alias))
        return comparison
    }

    private static func sides(
        of state: AliasState,
        _ target: Target,
        _ aws: any AWSTransport
    ) async throws(AWSFailure) -> (stable: Side, candidate: Side?) {
        let traffic = state.traffic
        let own = Side(version: state.version, weight: traffic.weight(of: state.version))
        if let beside = state.weighted {
            return (own, Side(version: beside.version, weight: beside.weight))
        }
        guard let name = target.previousAlias,
            let previous = try await aws.alias(name, of: target.function)?.version,
            previous != state.version
        else { return (own, nil) }
        return (Side(version: previous, weight: .none), own)
    }

    private mutating func fill(_ metrics: CallMetrics) async throws(AWSFailure) {
        let callers: [CallMetrics.Caller] =
            candidate.map { [.version(stable.version), .version($0.version)] } ?? [.everyone]
        let counts = try await metrics.counts(of: callers, from: from, to: until, period: period)
        for start in Set(counts.keys.map(\.start)).sorted() {
            let found = callers.map { counts[.init(caller: $0, start: start)] ?? Counts() }
            take(stable: found[0], candidate: found.count > 1 ? found[1] : nil)
        }
        let latency = try await metrics.latency(
            of: callers,
            quantiles: Self.quantiles,
            from: from,
            to: until
        )
        stable.latency = latency[callers[0]] ?? [:]
        if callers.count > 1 { candidate?.latency = latency[callers[1]] ?? [:] }
    }
}
