// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceCore
public import SluiceWire

extension VersionComparison {
    /// One write of the alias, as a journal tells it.
    public struct Shift: Hashable, Sendable {
        /// When it was written.
        public var at: Timestamp
        /// What the alias serves from then on.
        public var traffic: Traffic

        /// Makes a shift.
        public init(at: Timestamp, traffic: Traffic) {
            (self.at, self.traffic) = (at, traffic)
        }
    }

    /// Reads the alias and the metrics of its versions.
    ///
    /// - Parameters:
    ///   - target: What is compared; it has an alias.
    ///   - look: What the project asks of a rollout there: its guards are judged here as well.
    ///   - since: How far back to look, at most a day.
    ///   - metricPeriod: Seconds that the endpoint keeps metrics by: 1 or 60.
    ///   - shifts: The alias's writes as far as they are known, the oldest first: such periods are
    ///     left out, and they tell who served alone between them.
    ///   - now: The time.
    ///   - aws: Where calls go.
    /// - Returns: `nil` when the alias does not exist.
    /// - Throws: What AWS said; `IncompleteMetrics` where the metrics are not whole.
    public static func read(
        _ target: Target,
        as look: Intent,
        since: Duration,
        metricPeriod: Int,
        shifts: [Shift] = [],
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
        let from = until.advanced(by: .zero - back).floored(toSeconds: 60)
        let sides = try await sides(of: state, target, shifts.filter { $0.at >= from }, aws)
        var comparison = VersionComparison(
            stable: sides.stable,
            candidate: sides.candidate,
            from: from,
            until: until,
            period: period
        )
        if comparison.candidate != nil {
            let factors = try await CallSurvey(aws: aws).retries(of: target, look)
            comparison.retryFactor = factors.factor(namesEvents: false) ?? 1
        }
        try await comparison.fill(
            CallMetrics(aws: aws, function: target.function, alias: alias),
            History(shifts: shifts, present: state.traffic),
            look.guards
        )
        return comparison
    }

    /// The two versions: those that the alias serves, else the one that was served before and the
    /// present one; one that was taken back is in question, the present one is not.
    private static func sides(
        of state: AliasState,
        _ target: Target,
        _ shifts: [Shift],
        _ aws: any AWSTransport
    ) async throws(AWSFailure) -> (stable: Side, candidate: Side?) {
        let traffic = state.traffic
        let own = Side(version: state.version, weight: traffic.weight(of: state.version))
        if let beside = state.weighted {
            return (own, Side(version: beside.version, weight: beside.weight))
        }
        let served = shifts.lazy.reversed().flatMap { $0.traffic.shares.map(\.version).reversed() }
        if let other = served.first(where: { $0 != state.version }) {
            let before = Side(version: other, weight: .none)
            return other > state.version ? (own, before) : (before, own)
        }
        guard let name = target.previousAlias,
            let previous = try await aws.alias(name, of: target.function)?.version,
            previous != state.version
        else { return (own, nil) }
        return (Side(version: previous, weight: .none), own)
    }

    /// What is known of who served when.
    struct History {
        var shifts: [Shift]
        var present: Traffic

        /// Whether a shift lies in a period; AWS's hosts follow a write within seconds.
        func isShifted(_ start: Timestamp, _ end: Timestamp) -> Bool {
            shifts.contains { $0.at < end && $0.at.advanced(by: .seconds(5)) >= start }
        }

        /// Whether a version had just been given traffic: its first calls are cold starts.
        func isWarming(_ start: Timestamp, _ end: Timestamp) -> Bool {
            shifts.contains {
                $0.traffic.weighted != nil && $0.at < end
                    && $0.at.advanced(by: SluiceCore.Limits.warmUp) > start
            }
        }

        /// Who served alone from a time on, where the journals tell it.
        ///
        /// After the last shift that holds only while the alias is as it left it: someone else may
        /// have moved it.
        func alone(at start: Timestamp) -> Version? {
            guard let last = shifts.last(where: { $0.at <= start }), last.traffic.weighted == nil,
                last != shifts.last || last.traffic == present
            else { return nil }
            return last.traffic.version
        }
    }

    /// Adds period by period; one in which a shift lies is left out, because it has two weights.
    ///
    /// While there are weights, each version has a metric of its own. Once one version serves alone,
    /// AWS keeps the alias's metric only. It is that version's by the journals, or, after the last
    /// period with weights, the present one's. Of what nobody knows the calls are told as left out.
    private mutating func fill(
        _ metrics: CallMetrics,
        _ history: History,
        _ guards: Guards
    ) async throws(AWSFailure) {
        guard let candidate else { return try await fillAlone(metrics, history) }
        let callers: [CallMetrics.Caller] = [
            .version(stable.version), .version(candidate.version), .everyone,
        ]
        let counts = try await metrics.counts(of: callers, from: from, to: until, period: period)
        let calls = { (caller: CallMetrics.Caller, start: Timestamp) in
            counts[.init(caller: caller, start: start)] ?? Counts()
        }
        let shared = counts.keys.filter { $0.caller != .everyone }.map(\.start).max()
        let present = history.present.weighted == nil ? history.present.version : nil
        let guarded = try await guarded(metrics, history, guards, counts)
        for start in Set(counts.keys.map(\.start)).sorted() {
            let end = start.advanced(by: .seconds(period))
            let sides = [calls(callers[0], start), calls(callers[1], start)]
            let known = sides[0].calls + sides[1].calls
            let everyone = calls(.everyone, start)
            let isAfter = shared.map { start > $0 } ?? false
            let alone = history.alone(at: start) ?? (isAfter ? present : nil)
            if history.isShifted(start, end) || known > 0 && everyone.calls > known {
                leftOut += max(everyone.calls, known)
            } else if known > 0 {
                take(
                    stable: sides[0],
                    candidate: sides[1],
                    latency: guarded.slow[start],
                    throttles: guarded.throttled[start]
                )
            } else if alone == candidate.version {
                take(stable: Counts(), candidate: everyone)
            } else if alone == stable.version {
                take(stable: everyone, candidate: Counts())
            } else {
                leftOut += everyone.calls
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
    /// Where it had weights the version has a metric of its own; the alias's metric is its own
    /// after the last of these periods and the last shift, and where the journals say so.
    private mutating func fillAlone(
        _ metrics: CallMetrics,
        _ history: History
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
                history.shifts.last?.at.advanced(by: .seconds(5)).roundedUp(to: .seconds(period)),
            ].compactMap(\.self).max() ?? from
        for start in Set(counts.keys.map(\.start)).sorted() {
            let everyone = counts[.init(caller: .everyone, start: start)] ?? Counts()
            let end = start.advanced(by: .seconds(period))
            if let counted = counts[.init(caller: own, start: start)] {
                take(stable: counted, candidate: nil)
            } else if start >= alone
                || history.alone(at: start) == stable.version && !history.isShifted(start, end)
            {
                take(stable: everyone, candidate: nil)
            } else {
                leftOut += everyone.calls
            }
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
