// SPDX-License-Identifier: Apache-2.0

/// What the invocations of one resource amounted to in one second.
///
/// A call counts in the second in which it ends.
public struct InvocationTally: Sendable, Hashable {
    /// The function's bare name.
    public var function: String
    /// The qualifier as the caller gave it: `nil`, `$LATEST`, `3`, `live`.
    public var qualifier: String?
    /// The version that ran, or would have run.
    public var executedVersion: String
    /// Whether the alias that was asked for carried weights.
    public var underWeights: Bool
    /// Seconds since 1970.
    public var second: Int64
    /// Calls that ran, well or not.
    public var invocations = 0
    /// Calls that ended with a function error, a crash or a time-out.
    public var errors = 0
    /// Calls that were refused because a concurrency limit was met.
    public var throttles = 0
    /// Run times in milliseconds without init: all of them, or an even sample when there were very many.
    public var durations: [Double] = []
    /// The sum of all run times in milliseconds, those outside the sample too.
    public var durationSum = 0.0
    /// Calls of the function that ran or waited at once, at most.
    public var functionPeak = 0
    /// Calls of the account that ran or waited at once, at most.
    public var accountPeak = 0
    /// Calls of functions that reserve nothing that ran or waited at once, at most.
    public var unreservedPeak = 0
    /// Calls that provisioned concurrency took.
    public var provisionedInvocations = 0
    /// Calls beyond provisioned concurrency.
    public var spillovers = 0
    /// Calls that provisioned concurrency had at once, at most.
    public var provisionedPeak = 0
    /// Calls that provisioned concurrency can have at once; 0 without.
    public var provisionedCapacity = 0

    /// Makes an empty tally.
    public init(
        function: String,
        qualifier: String?,
        executedVersion: String,
        underWeights: Bool,
        second: Int64
    ) {
        self.function = function
        self.qualifier = qualifier
        self.executedVersion = executedVersion
        self.underWeights = underWeights
        self.second = second
    }
}
