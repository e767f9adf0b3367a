// SPDX-License-Identifier: Apache-2.0

/// Why a rollout was rolled back or stopped, in one word and one sentence.
public struct Reason: Hashable, Codable, Sendable {
    /// The words that scripts may match on.
    public enum Kind: String, Hashable, Codable, Sendable {
        case errors, latency, throttles, alarm, gate, deadline, quiet, noData, shareMismatch
        case inconclusive, baseline, drift, `operator`, credentials, journal, aws
    }

    /// The word.
    public var kind: Kind
    /// The sentence.
    public var text: String

    /// Makes a reason.
    public init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}
