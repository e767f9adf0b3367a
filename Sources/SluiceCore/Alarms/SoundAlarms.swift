// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// Alarms that can go off, and do so for a reason: rates by metric math on exact dimensions.
///
/// One error among few calls is no rate, so that each of them also asks for three of what it counts,
/// or for a hundred calls behind a quantile. Without calls there is no value: an alarm has no state
/// then, and a rollout that it guards holds.
public struct SoundAlarms: Hashable, Sendable {
    /// The function's name.
    public var function: String
    /// The alias that callers use.
    public var alias: String
    /// The version whose own calls are watched too, while the alias carries weights.
    public var candidate: Version?
    /// The share of calls that fail today.
    public var failureRate: Double
    /// Today's 99th percentile of durations, milliseconds, where there are calls.
    public var slowest: Double?

    /// Makes alarms for an alias.
    public init(
        function: String,
        alias: String,
        candidate: Version? = nil,
        failureRate: Double = 0,
        slowest: Double? = nil
    ) {
        self.function = function
        self.alias = alias
        self.candidate = candidate
        self.failureRate = failureRate
        self.slowest = slowest
    }

    /// The definitions, those of the alias first.
    public var definitions: [AlarmDefinition] {
        var alarms = [errors(of: nil), throttles]
        if let slowest { alarms.append(latency(of: nil, slowest)) }
        guard let candidate else { return alarms }
        alarms.append(errors(of: candidate))
        if let slowest { alarms.append(latency(of: candidate, slowest)) }
        return alarms
    }

    /// Whether an alarm is one of these, whatever its limit.
    public static func isOne(_ alarm: AlarmDefinition) -> Bool {
        guard let dimensions = alarm.metrics.first?.dimensions,
            let resource = dimensions["Resource"]?.split(separator: ":"), resource.count == 2
        else { return false }
        let sound = SoundAlarms(
            function: String(resource[0]),
            alias: String(resource[1]),
            candidate: dimensions["ExecutedVersion"].flatMap { Version($0) },
            slowest: 1
        )
        return sound.definitions.contains {
            $0.source == alarm.source && $0.missingData == alarm.missingData
                && $0.comparison == alarm.comparison
        }
    }

    private func name(_ what: String, of version: Version?) -> String {
        "\(function)-\(alias)-" + (version == nil ? what : "candidate-\(what)")
    }

    private func dimensions(_ version: Version?) -> [String: String] {
        var dimensions = ["FunctionName": function, "Resource": "\(function):\(alias)"]
        dimensions["ExecutedVersion"] = version?.name
        return dimensions
    }

    private func whose(_ version: Version?) -> String {
        version.map { "\($0.text) of \(function):\(alias)" } ?? "\(function):\(alias)"
    }

    /// Percent of calls that fail: over 5, or three times what is usual.
    private func errors(of version: Version?) -> AlarmDefinition {
        let metric = { (name: String) in
            AlarmDefinition.Metric(name: name, dimensions: dimensions(version), statistic: "Sum")
        }
        return AlarmDefinition(
            name: name("errors", of: version),
            text: "Failed calls of \(whose(version)), percent; three failures a minute at least",
            source: .formula(
                "IF(e >= 3, 100 * e / n, 0 * n)",
                of: [.init("e", metric("Errors")), .init("n", metric("Invocations"))]
            ),
            threshold: max(5, (300 * failureRate).rounded(.up)),
            periods: 3,
            datapoints: 2
        )
    }

    private var throttles: AlarmDefinition {
        let metric = { (name: String) in
            AlarmDefinition.Metric(name: name, dimensions: dimensions(nil), statistic: "Sum")
        }
        return AlarmDefinition(
            name: name("throttles", of: nil),
            text: "Throttled calls of \(whose(nil)), percent; three a minute at least",
            source: .formula(
                "IF(t >= 3, 100 * t / (FILL(n, 0) + t), 0 * t)",
                of: [.init("t", metric("Throttles")), .init("n", metric("Invocations"))]
            ),
            threshold: 1,
            periods: 3,
            datapoints: 2
        )
    }

    /// A fifth slower than today; not told of fewer than a hundred calls a minute.
    private func latency(of version: Version?, _ slowest: Double) -> AlarmDefinition {
        let metric = { (statistic: String) in
            AlarmDefinition.Metric(
                name: "Duration",
                dimensions: dimensions(version),
                statistic: statistic
            )
        }
        return AlarmDefinition(
            name: name("p99", of: version),
            text: "99th percentile of \(whose(version)), ms; a hundred calls a minute at least",
            source: .formula(
                "IF(n >= 100, d, 0 * d)",
                of: [.init("d", metric("p99")), .init("n", metric("SampleCount"))]
            ),
            threshold: (slowest * 1.2).rounded(.up),
            periods: 5,
            datapoints: 3
        )
    }
}
