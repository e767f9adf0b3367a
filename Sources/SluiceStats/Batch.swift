// SPDX-License-Identifier: Apache-2.0

/// Calls and failures of both versions over one closed interval at one constant weight.
///
/// The judge compares shares within a batch, so a batch must never span two weights. Counts are
/// made sound on the way in: a negative one becomes 0, and failures never exceed calls. What
/// arrives late as failures without calls is therefore given together with the cumulative calls
/// of its window.
public struct Batch: Hashable, Codable, Sendable {
    /// Failed calls of the stable version.
    public let stableFailures: Int
    /// All calls of the stable version.
    public let stableCalls: Int
    /// Failed calls of the candidate.
    public let candidateFailures: Int
    /// All calls of the candidate.
    public let candidateCalls: Int

    /// Makes a batch of these counts.
    public init(
        stableFailures: Int = 0,
        stableCalls: Int = 0,
        candidateFailures: Int = 0,
        candidateCalls: Int = 0
    ) {
        self.stableCalls = max(0, stableCalls)
        self.candidateCalls = max(0, candidateCalls)
        self.stableFailures = min(max(0, stableFailures), self.stableCalls)
        self.candidateFailures = min(max(0, candidateFailures), self.candidateCalls)
    }

    /// Reads the four counts and makes them sound.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            stableFailures: try container.decode(Int.self, forKey: .stableFailures),
            stableCalls: try container.decode(Int.self, forKey: .stableCalls),
            candidateFailures: try container.decode(Int.self, forKey: .candidateFailures),
            candidateCalls: try container.decode(Int.self, forKey: .candidateCalls)
        )
    }

    /// Calls of both versions together; saturates.
    public var calls: Int { stableCalls.saturatingSum(candidateCalls) }

    /// Whether nobody called.
    public var isEmpty: Bool { stableCalls == 0 && candidateCalls == 0 }

    /// Both batches as one; only for intervals of the same weight.
    public static func + (left: Batch, right: Batch) -> Batch {
        Batch(
            stableFailures: left.stableFailures.saturatingSum(right.stableFailures),
            stableCalls: left.stableCalls.saturatingSum(right.stableCalls),
            candidateFailures: left.candidateFailures.saturatingSum(right.candidateFailures),
            candidateCalls: left.candidateCalls.saturatingSum(right.candidateCalls)
        )
    }
}

extension Int {
    /// The sum of two counts, `Int.max` where it would overflow.
    func saturatingSum(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
