// SPDX-License-Identifier: Apache-2.0

/// The checks that must keep passing while the candidate has traffic.
public struct Guards: Hashable, Codable, Sendable {
    /// What counts as a failed call.
    public enum FailureSource: Hashable, Codable, Sendable {
        /// Lambda's own `Errors`: an exception, a time-out, a crash.
        case function
    }

    /// What counts as a failed call, per version; empty: failures are not judged.
    public var failures: [FailureSource]
    /// The accepted probability of a false rollback by evidence, for the whole rollout.
    public var alpha: Double
    /// How long metrics take to be complete; `nil`: 2 s where seconds are kept, else 60 s.
    public var lag: Duration?

    /// Makes guards with the defaults of the judge.
    public init(
        failures: [FailureSource] = [.function],
        alpha: Double = 0.01,
        lag: Duration? = nil
    ) {
        self.failures = failures
        self.alpha = alpha
        self.lag = lag
    }
}
