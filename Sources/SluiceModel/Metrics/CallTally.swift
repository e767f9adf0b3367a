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
    /// How many calls ran or waited at most at once; `nil` when nobody counted.
    public var concurrency: Concurrency?
    /// What provisioned concurrency had of the calls; `nil` when the version has none.
    public var provisioned: Provisioned?

    /// Calls at once, at most.
    public struct Concurrency: Hashable, Sendable {
        /// Of the function.
        public var function: Int
        /// Of the account.
        public var account: Int
        /// Of the functions that reserve nothing.
        public var unreserved: Int

        /// Makes one from its parts.
        public init(function: Int, account: Int, unreserved: Int) {
            self.function = function
            self.account = account
            self.unreserved = unreserved
        }
    }

    /// How provisioned concurrency was used.
    public struct Provisioned: Hashable, Sendable {
        /// Calls that it took.
        public var invocations: Int
        /// Calls beyond it.
        public var spillovers: Int
        /// Calls that it had at once, at most.
        public var busy: Int
        /// Calls that it can have at once.
        public var capacity: Int

        /// Makes one from its parts.
        public init(invocations: Int, spillovers: Int, busy: Int, capacity: Int) {
            self.invocations = invocations
            self.spillovers = spillovers
            self.busy = busy
            self.capacity = capacity
        }
    }

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

    /// How many calls there were at once: of the account, of its unreserved part, of the function.
    var concurrencySamples:
        [(name: String, sample: MetricSample, dimensions: [MetricKey.Dimension])]
    {
        guard let concurrency else { return [] }
        let samples = [
            ("ConcurrentExecutions", Double(concurrency.account), [Dimension]()),
            ("UnreservedConcurrentExecutions", Double(concurrency.unreserved), []),
            (
                "ConcurrentExecutions", Double(concurrency.function),
                [Dimension("FunctionName", function)]
            ),
        ]
        return samples.map { ($0.0, MetricSample($0.1), $0.2) }
    }

    /// What provisioned concurrency adds to, for its version or alias.
    var provisionedSamples: [(name: String, sample: MetricSample)] {
        guard let provisioned, provisioned.capacity > 0 else { return [] }
        let (taken, spilt) = (provisioned.invocations, provisioned.spillovers)
        let (busy, capacity) = (Double(provisioned.busy), Double(provisioned.capacity))
        var samples = [
            ("ProvisionedConcurrentExecutions", MetricSample(busy)),
            ("ProvisionedConcurrencyUtilization", MetricSample(busy / capacity)),
        ]
        if taken > 0 {
            samples.append(("ProvisionedConcurrencyInvocations", MetricSample(taken, of: taken)))
        }
        if spilt > 0 {
            let sample = MetricSample(spilt, of: spilt)
            samples.append(("ProvisionedConcurrencySpilloverInvocations", sample))
        }
        return samples
    }
}
