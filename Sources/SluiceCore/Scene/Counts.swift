// SPDX-License-Identifier: Apache-2.0

/// Calls, and how many of them failed.
public struct Counts: Hashable, Codable, Sendable {
    /// Failed calls.
    public var failures: Int
    /// All calls.
    public var calls: Int

    /// Makes a pair.
    public init(failures: Int = 0, calls: Int = 0) {
        self.failures = failures
        self.calls = calls
    }

    /// The share of failed calls, 0 when there were none at all.
    public var rate: Double { calls == 0 ? 0 : Double(failures) / Double(calls) }

    /// Both summed.
    public static func + (left: Counts, right: Counts) -> Counts {
        Counts(failures: left.failures + right.failures, calls: left.calls + right.calls)
    }

    /// Adds in place.
    public static func += (left: inout Counts, right: Counts) { left = left + right }
}
