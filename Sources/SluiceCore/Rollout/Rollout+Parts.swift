// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

extension Rollout {
    /// What became of one weighted step.
    public struct StepRecord: Hashable, Sendable {
        /// The candidate's share.
        public var weight: Weight
        /// When the share was acknowledged.
        public var shiftedAt: Timestamp?
        /// When the step was left, forward or back.
        public var endedAt: Timestamp?
        /// How it was left.
        public var end: End?
        /// How many extra bakes it got.
        public var extensions = 0
        /// The candidate's calls that were read when it was left; of the whole ramp, inside one.
        public var calls = 0
        /// The failures of the candidate that it took to roll back when the share was
        /// acknowledged; `nil`: no number would have done, or the step was left out.
        public var failuresNeeded: Int?
        /// How long it was held before the present hold.
        var heldFor = Duration.zero

        /// How a step was left: the words of `steps[].decision`.
        public enum End: String, Hashable, Codable, Sendable {
            case baked, early, unjudged, promoted, rolledBack, aborted

            init(_ grade: Decision.Grade) {
                self =
                    switch grade {
                    case .start, .baked: .baked
                    case .early: .early
                    case .unjudged: .unjudged
                    case .promoted: .promoted
                    }
            }
        }
    }

    /// A hold and its beginning.
    public struct HoldRecord: Hashable, Sendable {
        /// Why it waits.
        public var reason: Hold
        /// Since when.
        public var since: Timestamp
        /// When it was last tried to go on, where that is tried from time to time.
        var triedAt: Timestamp?
    }

    /// The kinds of writes, for counting repetitions.
    enum WriteKind: String, Hashable, Sendable {
        case createFunction, updateConfiguration, updateCode, publishVersion
        case createAlias, shift, complete, rollBack, claim, restore, writePrevious
    }

    /// How often a write was sent, and how it failed last.
    struct Tries: Hashable, Sendable {
        var sent = 0
        var succeeded = 0
        var failures = 0
        var last: Failure?
        var failedAt: Timestamp?
    }

    /// Reads of a state that has to settle.
    struct Reads: Hashable, Sendable {
        var count = 0
        var first: Timestamp?
        var last: Timestamp?
        var failures = 0
        var failure: Failure?
    }

    /// Readings of an alias that is to be as this rollout left it.
    struct Watch: Hashable, Sendable {
        var polls = 0
        /// When it was seen to be so, by a reading or an answered write; `nil` in a new process.
        var seenAt: Timestamp?
        /// When a reading came last that says nothing: it failed, or it was an old one.
        var triedAt: Timestamp?
        /// How many readings in a row found no alias.
        var missing = 0
    }

    /// An alias write whose effect is unknown, or whose revision was stale.
    struct AliasDoubt: Hashable, Sendable {
        var action: Action
        /// Nobody heard of it, so it may still be on its way when a reading does not show it.
        var mayLand: Bool
        var reads = 0
        var since: Timestamp
        var readAt: Timestamp?
    }
}

extension Action {
    /// The kind of write that this action is.
    var writeKind: Rollout.WriteKind? {
        switch self {
        case .createFunction: .createFunction
        case .updateConfiguration: .updateConfiguration
        case .updateCode: .updateCode
        case .publishVersion: .publishVersion
        case .createAlias: .createAlias
        case .moveAlias(.shift, _): .shift
        case .moveAlias(.complete, _): .complete
        case .moveAlias(.rollBack, _): .rollBack
        case .moveAlias(.claim, _): .claim
        case .moveAlias(.restore, _): .restore
        case .writePrevious: .writePrevious
        case .readFunction, .readVersion, .readAlias, .watchAlias, .readPrevious, .wake, .check,
            .observe, .readAlarms, .probe, .renewCredentials:
            nil
        }
    }

    /// Whether the action writes the rollout's alias.
    var writesAlias: Bool {
        switch self {
        case .createAlias, .moveAlias: true
        default: false
        }
    }

    /// Whether the action changes who answers the alias's calls.
    public var movesTraffic: Bool { writesAlias && move?.movesTraffic ?? true }
}
