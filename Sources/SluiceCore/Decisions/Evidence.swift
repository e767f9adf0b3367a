// SPDX-License-Identifier: Apache-2.0
import SluiceBase

/// What the judge knew at a moment: kept with each decision.
public struct Evidence: Hashable, Codable, Sendable {
    /// The combined evidence against the candidate, as a power of ten: its peak once that was
    /// enough to roll back, because late data takes nothing back.
    public var log10: Double
    /// The stable version's judged calls.
    public var stable: Counts
    /// The candidate's judged calls.
    public var candidate: Counts
    /// From failed calls alone; `nil` in journals from before there were other metrics.
    public var errors: Double?
    /// From slow calls alone.
    public var latency: Double?
    /// From throttled calls alone.
    public var throttles: Double?
    /// For promoting the step early, the weakest metric's; `nil` where nothing is promoted early.
    public var early: Double?

    /// Makes a snapshot.
    public init(
        log10: Double,
        stable: Counts,
        candidate: Counts,
        errors: Double? = nil,
        latency: Double? = nil,
        throttles: Double? = nil,
        early: Double? = nil
    ) {
        self.log10 = log10
        self.stable = stable
        self.candidate = candidate
        self.errors = errors
        self.latency = latency
        self.throttles = throttles
        self.early = early
    }
}
