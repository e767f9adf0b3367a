// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// When, and on what, the evidence was enough to roll back.
public struct ReachedVerdict: Hashable, Sendable {
    /// When it was decided.
    public var at: Timestamp
    /// How long after the candidate's first traffic.
    public var afterTraffic: Duration?
    /// The candidate's calls and failures that were known.
    public var candidate: Counts
    /// Sluice's own calls to the candidate, and how many failed.
    public var probed: Counts
    /// The stable version's.
    public var stable: Counts
    /// The evidence, as a power of ten.
    public var log10: Double
    /// Whether there was a stable version to compare with.
    public var isCompared: Bool
    /// Until here calls had been counted.
    public var countedUntil: Timestamp

    /// One in how many rollouts of a version as good as the stable one looks this bad.
    public var onceIn: Double? { isCompared ? Numbers.powerOfTen(log10) : nil }
}

extension Rollout {
    /// The verdict as it stands now; `nil` while the evidence is not enough.
    func reachedVerdict(at: Timestamp) -> ReachedVerdict? {
        guard let crossing = judge.crossing else { return nil }
        let known = judge.snapshot
        return ReachedVerdict(
            at: at,
            afterTraffic: firstTrafficAt.map { $0.duration(to: at) },
            candidate: known.candidate,
            probed: judge.probed,
            stable: known.stable,
            log10: known.log10,
            isCompared: !crossing.isAbsolute && plan.stable != nil,
            countedUntil: judge.until ?? at
        )
    }
}

extension Reason.Kind {
    /// Whether the judge's evidence is the reason.
    var isEvidence: Bool { self == .errors || self == .latency || self == .throttles }
}
