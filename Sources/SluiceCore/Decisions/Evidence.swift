// SPDX-License-Identifier: Apache-2.0
import SluiceBase

/// What the judge knew at a moment: kept with each decision.
public struct Evidence: Hashable, Codable, Sendable {
    /// The combined evidence against the candidate, as a power of ten.
    public var log10: Double
    /// The stable version's judged calls.
    public var stable: Counts
    /// The candidate's judged calls.
    public var candidate: Counts

    /// Makes a snapshot.
    public init(log10: Double, stable: Counts, candidate: Counts) {
        self.log10 = log10
        self.stable = stable
        self.candidate = candidate
    }
}
