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
    ///   - shifts: When the alias was written, as far as that is known: such periods are left out.
    ///   - now: The time.
    ///   - aws: Where calls go.
    /// - Returns: `nil` when the alias does not exist.
    /// - Throws: What AWS said; `IncompleteMetrics` where the metrics are not whole.
    public static func read(
        _ target: Target,
        since: Duration,
        metricPeriod: Int,
        shifts: [Timestamp] = [],
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
        try await comparison.fill(
            CallMetrics(aws: aws, function: target.function, alias: alias),
            leavingOut: shifts
        )
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

    /// Adds period by period; one in which a shift lies is left out, because it has two weights.
    ///
    /// While there are weights, each version has a metric of its own. Once the candidate serves
    /// alone, AWS keeps the alias's metric only, and after the last period with weights it is the
    /// candidate's. Of the time before the first one nothing is compared.
    private mutating func fill(
        _ metrics: CallMetrics,
        leavingOut shifts: [Timestamp]
    ) async throws(AWSFailure) {
        guard let candidate else { return try await fillAlone(metrics, since: shifts.max()) }
        let callers: [CallMetrics.Caller] = [
            .version(stable.version), .version(candidate.version), .everyone,
        ]
        let counts = try await metrics.counts(of: callers, from: from, to: until, period: period)
        let calls = { (caller: CallMetrics.Caller, start: Timestamp) in
            counts[.init(caller: caller, start: start)] ?? Counts()
        }
        let shared = counts.keys.filter { $0.caller != .everyone }.map(\.start).max()
        for start in Set(counts.keys.map(\.start)).sorted() {
            let end = start.advanced(by: .seconds(period))
            // AWS's hosts follow a write within seconds.
            let isShifted = shifts.contains { $0 < end && $0.advanced(by: .seconds(5)) >= start }
            let sides = [calls(callers[0], start), calls(callers[1], start)]
            let known = sides[0].calls + sides[1].calls
            let everyone = calls(.everyone, start)
            if isShifted || known > 0 && everyone.calls > known { continue }
            if known > 0 {
                take(stable: sides[0], candidate: sides[1])
            } else if stable.weight == .none, let shared, start > shared {
                take(stable: Counts(), candidate: everyone)
            }
        }
        let latency = try await metrics.latency(
            of: Array(callers.prefix(2)),
            quantiles: Self.quantiles,
            from: from,
            to: until
        )
        stable.latency = latency[callers[0]] ?? [:]
        self.candidate?.latency = latency[callers[1]] ?? [:]
    }

    /// Adds the calls of the one version that the alias serves.
    ///
    /// Where it had weights the version has a metric of its own; the alias's metric is its own only
    /// after the last of these periods and the last shift: what was served before is not known.
    private mutating func fillAlone(
        _ metrics: CallMetrics,
        since shift: Timestamp?
    ) async throws(AWSFailure) {
        let own = CallMetrics.Caller.version(stable.version)
        let counts = try await metrics.counts(
            of: [.everyone, own],
            from: from,
            to: until,
            period: period
        )
        let shared = counts.keys.filter { $0.caller == own }.map(\.start).max()
        let alone =
            [
                from, shared?.advanced(by: .seconds(period)),
                // AWS's hosts follow a write within seconds.
                shift?.advanced(by: .seconds(5)).roundedUp(to: .seconds(period)),
            ].compactMap(\.self).max() ?? from
        for start in Set(counts.keys.map(\.start)).sorted() {
            let calls =
                counts[.init(caller: own, start: start)]
                ?? (start >= alone ? counts[.init(caller: .everyone, start: start)] : nil)
            take(stable: calls ?? Counts(), candidate: nil)
        }
        // Quantiles of two metrics do not add up: those of the time alone, if there was any.
        let isAlone = counts.keys.contains { $0.caller == .everyone && $0.start >= alone }
        let caller = isAlone ? .everyone : own
        let latency = try await metrics.latency(
            of: [caller],
            quantiles: Self.quantiles,
            from: isAlone ? alone : from,
            to: until
        )
        stable.latency = latency[caller] ?? [:]
    }
}
