// SPDX-License-Identifier: Apache-2.0

public import SluiceBase

/// What the calls of one version, made under one name, came to in one second.
public struct CallTally: Hashable, Sendable {
    /// The second in which the calls ended, counted from 1970.
    public var second: Int64
    /// The function's bare name.
    public var function: String
    /// The version or alias that the callers named; `nil` for none and for `$LATEST`.
    public var qualifier: String?
    /// The version that ran.
    public var executedVersion: Version
    /// Whether the callers named an alias that carried weights.
    public var isWeighted: Bool
    /// Calls that ran, failed ones too.
    public var invocations: Int
    /// Those that failed.
    public var errors: Int
    /// Calls that were refused for want of concurrency.
    public var throttles: Int
    /// Run times in milliseconds.
    public var durations: MetricSample?

    /// Makes a tally.
    public init(
        second: Int64,
        function: String,
        qualifier: String?,
        executedVersion: Version,
        isWeighted: Bool,
        invocations: Int,
        errors: Int,
        throttles: Int,
        durations: MetricSample?
    ) {
        self.second = second
        self.function = function
        self.qualifier = qualifier
        self.executedVersion = executedVersion
        self.isWeighted = isWeighted
        self.invocations = invocations
        self.errors = errors
        self.throttles = throttles
        self.durations = durations
    }

    private typealias Dimension = MetricKey.Dimension

    /// The sets of dimensions under which AWS files these calls.
    func dimensionSets(alwaysExecutedVersion: Bool) -> [[MetricKey.Dimension]] {
        let name = Dimension("FunctionName", function)
        let resource = Dimension("Resource", qualifier.map { "\(function):\($0)" } ?? function)
        var sets = [[], [name], [name, resource]]
        let isAlias = qualifier.map { Version($0) == nil } ?? false
        if isAlias, isWeighted || alwaysExecutedVersion {
            sets.append([name, resource, Dimension("ExecutedVersion", executedVersion.name)])
        }
        return sets
    }

    /// The metrics that these calls add to.
    var samples: [(name: String, sample: MetricSample)] {
        var samples: [(String, MetricSample)] = []
        if invocations > 0 {
            samples.append(("Invocations", MetricSample(invocations, of: invocations)))
            // A call that went well counts as an error of 0, so that `Average` is the error rate.
            samples.append(("Errors", MetricSample(errors, of: invocations)))
        }
        if let durations { samples.append(("Duration", durations)) }
        if throttles > 0 { samples.append(("Throttles", MetricSample(throttles, of: throttles))) }
        return samples
    }
}
