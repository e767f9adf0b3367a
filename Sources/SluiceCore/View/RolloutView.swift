// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// Everything that any picture of a rollout shows, at one moment.
///
/// The live terminal, the plain log and JSON are renderings of this one value.
public struct RolloutView: Hashable, Sendable {
    /// One stage of the way from gates to the end.
    public struct Stage: Hashable, Sendable {
        /// Where a stage stands.
        public enum State: Hashable, Sendable {
            /// Still to come.
            case ahead
            /// Going on; how much of its time has passed, 0 … 1.
            case current(progress: Double)
            /// Done.
            case done
            /// Broken off.
            case broken
        }
        /// `gates 2/2`, `10 %`, `100 %`, `watch`.
        public var title: String
        /// How long it takes, where it takes a known time.
        public var length: Duration?
        /// How long it has taken.
        public var elapsed: Duration?
        /// Where it stands.
        public var state: State
    }

    /// One version's row.
    public struct Row: Hashable, Sendable {
        /// `v41`.
        public var version: String
        /// `stable` or `candidate`.
        public var role: String
        /// Its share now.
        public var weight: Weight
        /// Its calls that were read.
        public var counts: Counts
    }

    /// `orders:production`.
    public var target: String
    /// `v41 → v42`.
    public var versions: String
    /// Account and region.
    public var place: String
    /// The rollout's name.
    public var rollout: String
    /// Who asked for it.
    public var by: String
    /// When this picture was taken.
    public var now: Timestamp
    /// What changes, in words.
    public var changes: [String]
    /// The way.
    public var stages: [Stage]
    /// When it ends if all goes well.
    public var end: Timestamp?
    /// The versions, stable first.
    public var rows: [Row]
    /// The evidence against the candidate, as a power of ten; `nil` where nothing is judged.
    public var evidence: Double?
    /// How complete the metrics are.
    public var data: String?
    /// What the judge can see by the end of this step.
    public var canSee: String?
    /// Why it waits.
    public var hold: String?
    /// What comes next.
    public var next: String?
    /// The process that drives.
    public var driver: String?
    /// How it ended.
    public var outcome: String?
}
