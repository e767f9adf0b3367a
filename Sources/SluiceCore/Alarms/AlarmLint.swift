// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// Looks at alarms as they are defined: those that cannot go off, go off for nothing, or take silence
/// for health.
///
/// Pure: what is known of the function's calls is passed in.
public struct AlarmLint: Hashable, Sendable {
    /// The function's name.
    public var function: String
    /// The alias that a rollout moves.
    public var alias: String?
    /// The candidate's smallest share.
    public var weight: Weight?
    /// The shortest step.
    public var step: Duration?
    /// Calls of the alias in a minute.
    public var callsPerMinute: Double?
    /// The share of calls that fail without a rollout.
    public var failureRate: Double?
    /// How long the rollout takes.
    public var span: Duration?
    /// Whether Sluice reads the alarm, which then holds where its state is not known.
    public var isGuard: Bool
    /// Whose calls the alarm is to see.
    public var candidate: Candidate

    /// What is known of the version whose calls an alarm is to see.
    public enum Candidate: Hashable, Sendable {
        /// Nothing.
        case unknown
        /// It is this one.
        case published(Version)
        /// It is still to be published: no alarm can name it.
        case next
        /// No rollout is meant; the aliases serve these.
        case served([Version])
    }

    /// Makes a lint of what is known.
    public init(
        function: String,
        alias: String? = nil,
        weight: Weight? = nil,
        step: Duration? = nil,
        callsPerMinute: Double? = nil,
        failureRate: Double? = nil,
        span: Duration? = nil,
        isGuard: Bool = false,
        candidate: Candidate = .unknown
    ) {
        self.function = function
        self.alias = alias
        self.weight = weight
        self.step = step
        self.callsPerMinute = callsPerMinute
        self.failureRate = failureRate
        self.span = span
        self.isGuard = isGuard
        self.candidate = candidate
    }

    /// What is wrong with an alarm, in the order of the rules.
    public func findings(_ alarm: AlarmDefinition, state: AlarmState? = nil) -> [AlarmFinding] {
        var found = [neverFires(alarm)].compactMap(\.self)
        // A formula's metrics are told of once, where they are of the same calls.
        var seen: [[String: String]] = []
        for metric in alarm.metrics
        where metric.namespace == "AWS/Lambda" && !seen.contains(metric.dimensions) {
            seen.append(metric.dimensions)
            found += dimensions(metric, of: alarm)
        }
        found += [
            shortPeriod(alarm), silence(alarm), fewSamples(alarm), naturalErrors(alarm),
            alreadyRed(alarm, state), slower(alarm),
        ].compactMap(\.self)
        guard SoundAlarms.isOne(alarm) else { return found }
        // Its three failures a minute are a rate of their own, and without calls it says so.
        return found.filter { $0.rule != .diluted && $0.rule != .silenceIsHealth }
    }

    private func neverFires(_ alarm: AlarmDefinition) -> AlarmFinding? {
        guard case .metric(let metric) = alarm.source, metric.namespace == "AWS/Lambda",
            metric.name == "Errors",
            metric.statistic != "Sum", metric.statistic != "SampleCount",
            alarm.comparison == "GreaterThanThreshold" && alarm.threshold >= 1
                || alarm.comparison == "GreaterThanOrEqualToThreshold" && alarm.threshold > 1
        else { return nil }
        let sign = alarm.comparison == "GreaterThanThreshold" ? ">" : ">="
        let limit = Numbers.fixed(
            alarm.threshold,
            alarm.threshold == alarm.threshold.rounded() ? 0 : 2
        )
        return AlarmFinding(
            .neverFires,
            "alarm \(alarm.name) can never fire (\(metric.statistic) of Errors \(sign) \(limit))",
            why: "Errors is 0 or 1 a call, so that its \(metric.statistic) never exceeds 1"
        )
    }

    // MARK: dimensions

    private func dimensions(
        _ metric: AlarmDefinition.Metric,
        of alarm: AlarmDefinition
    ) -> [AlarmFinding] {
        guard let watched = metric.dimensions["FunctionName"] else {
            return [
                AlarmFinding(
                    .noDimensions,
                    "alarm \(alarm.name) watches every function of the region",
                    why: "\(metric.name) without the dimension FunctionName is the sum of them all"
                )
            ]
        }
        guard watched == function else { return [] }
        let resource = metric.dimensions["Resource"]
        if let resource, resource.hasPrefix("arn:") {
            let name = alias.map { "\(function):\($0)" } ?? function
            return [
                AlarmFinding(
                    .arnInResource,
                    "alarm \(alarm.name) names its Resource by an ARN, for which there is no data",
                    why: "Lambda writes Resource as \(name), never as an ARN"
                )
            ]
        }
        if let executed = metric.dimensions["ExecutedVersion"] {
            return [otherVersion(alarm, executed)].compactMap(\.self)
        }
        if let resource, let qualifier = resource.split(separator: ":").last,
            resource.contains(":"),
            qualifier.allSatisfy(\.isNumber)
        {
            return [
                AlarmFinding(
                    .versionInResource,
                    "alarm \(alarm.name) sees no call that comes through an alias",
                    why: "calls through an alias are counted under Resource \(function):ALIAS with "
                        + "ExecutedVersion \(qualifier), never under \(resource)"
                )
            ]
        }
        guard alias != nil else { return [] }
        return [diluted(alarm, resource)]
    }

    /// An alarm on one version's own calls sees no other one's.
    private func otherVersion(_ alarm: AlarmDefinition, _ executed: String) -> AlarmFinding? {
        let name = Version(executed)?.text ?? executed
        let whose: String
        switch candidate {
        case .unknown: return nil
        case .published(let version):
            guard version.name != executed else { return nil }
            whose = "not the candidate \(version.text)"
        case .next: whose = "never the version that is to be published"
        case .served(let versions):
            guard !versions.contains(where: { $0.name == executed }) else { return nil }
            whose = "which no alias serves"
        }
        return AlarmFinding(
            .otherVersion,
            "alarm \(alarm.name) watches \(name), \(whose)",
            why: "under ExecutedVersion \(executed) only the calls of \(name) are counted"
        )
    }

    private func diluted(_ alarm: AlarmDefinition, _ resource: String?) -> AlarmFinding {
        let what = resource.map { "Resource \($0)" } ?? "FunctionName alone"
        var why = "\(what) without ExecutedVersion mixes both versions"
        if let weight {
            let shown = Numbers.percent(weight.fraction * 0.5)
            why += ": a candidate at \(weight.text) that fails half its calls shows as \(shown)"
        }
        return AlarmFinding(
            .diluted,
            isFault: false,
            "alarm \(alarm.name) sees the candidate diluted by the stable version",
            why: why
        )
    }

    // MARK: time and silence

    private func shortPeriod(_ alarm: AlarmDefinition) -> AlarmFinding? {
        let short = alarm.metrics.first { $0.namespace == "AWS/Lambda" && $0.period < 60 }
        return short.map {
            AlarmFinding(
                .shortPeriod,
                "alarm \(alarm.name) has a period of \($0.period) s, and most of them have no data",
                why: "Lambda sends one value a minute, so that the alarm is often INSUFFICIENT_DATA"
            )
        }
    }

    private func silence(_ alarm: AlarmDefinition) -> AlarmFinding? {
        if case .alarms = alarm.source { return nil }
        switch alarm.missingData {
        case "notBreaching":
            return AlarmFinding(
                .silenceIsHealth,
                "alarm \(alarm.name) takes silence for health (TreatMissingData notBreaching)",
                why: "a version that does not answer at all sends no data, and the alarm is OK"
            )
        case "missing" where !isGuard:
            return AlarmFinding(
                .silenceIsHealth,
                isFault: false,
                "alarm \(alarm.name) has no state when nothing comes (TreatMissingData missing)",
                why: "CodeDeploy goes on in INSUFFICIENT_DATA; Sluice holds where it is a guard"
            )
        default: return nil
        }
    }

    /// Below 10 / (1 − p) samples a percentile keeps the state, if it is told so.
    private func fewSamples(_ alarm: AlarmDefinition) -> AlarmFinding? {
        guard alarm.keepsStateOnFewSamples, let callsPerMinute,
            let metric = alarm.metrics.first(where: { $0.statistic.hasPrefix("p") }),
            let percentile = Double(metric.statistic.dropFirst()), percentile < 100
        else { return nil }
        let needed = 10 / (1 - percentile / 100)
        let isCandidate = metric.dimensions["ExecutedVersion"] != nil
        let share = isCandidate ? weight?.fraction ?? 1 : 1
        let calls = callsPerMinute * share * Double(metric.period) / 60
        guard calls < needed else { return nil }
        return AlarmFinding(
            .fewSamples,
            "alarm \(alarm.name) keeps its state: too few calls for \(metric.statistic)",
            why:
                "below \(Numbers.grouped(Int(needed.rounded()))) samples a period the state stays, and "
                + "there are about \(Numbers.grouped(Int(calls.rounded())))"
        )
    }

    private func alreadyRed(_ alarm: AlarmDefinition, _ state: AlarmState?) -> AlarmFinding? {
        guard let state, state.value == .alarm else { return nil }
        return AlarmFinding(
            .alreadyRed,
            "alarm \(alarm.name) is in ALARM already",
            why: state.reason.isEmpty ? "it cannot tell of the candidate" : state.reason
        )
    }

    private func slower(_ alarm: AlarmDefinition) -> AlarmFinding? {
        guard let step, !alarm.metrics.isEmpty, Double(alarm.secondsToFire) > step.inSeconds else {
            return nil
        }
        return AlarmFinding(
            .slowerThanStep,
            "alarm \(alarm.name) is slower than the shortest step",
            why:
                "it needs \(Duration.seconds(alarm.secondsToFire).words) of data, and the step bakes "
                + step.words
        )
    }
}
