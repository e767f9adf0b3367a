// SPDX-License-Identifier: Apache-2.0

extension Checker {
    /// What must hold after every step, whatever goes wrong.
    public enum Rule: String, CaseIterable, Hashable, Sendable {
        /// The alias names only versions that exist.
        case versionExists
        /// What a driver writes gives the candidate a weight of the plan's, none or all.
        case plannedWeight
        /// The candidate's weight rises only by the last recorded decision to advance.
        case recordedAdvance
        /// After a decision to go back the weight never rises.
        case noRiseGoingBack
        /// Two rises are a bake apart in the world's time, and the end a watch from the last of them;
        /// what is shown to be good early stands a minute.
        case bake
        /// The recorded outcome is what the alias serves.
        case trueOutcome
        /// A driver gives traffic only to the stable version and to the plan's code.
        case knownPackage
        /// Every call is answered by the stable version or the candidate, unless somebody else has
        /// moved the alias.
        case ownAnswers
        /// An alias is written with its RevisionId, its version and explicit routing.
        case completeWrite
        /// Nothing is written that the plan does not name, and nothing is deleted.
        case namedOnly
        /// What someone else set is never overwritten but by a recorded rollback.
        case foreignKept
        /// One rollout publishes one version.
        case oneVersion
        /// Each write is in the journal as intended before it is sent.
        case intendedFirst
        /// At most one driver acts at a time.
        case oneDriver
        /// No step is skipped and none is taken twice.
        case stepOrder
        /// Nothing goes forward while what a hold waits for is so, nor beyond the step at which it is to
        /// be left open, but by a person's word.
        case holdKept
        /// Gates have passed before there is traffic, before their step is left, and before the end.
        case gatesFirst
        /// Evidence counts no call that was not made.
        case realEvidence
        /// The description that people gave the alias is there in the end.
        case descriptionKept
        /// After a promotion `<alias>-previous` names the stable version.
        case previousKept
        /// The journal's entries count from 1, and nothing follows the end but one last reading.
        case journalOrder
        /// Nothing of the function is written before the alias is claimed.
        case claimFirst
        /// A claim of another rollout that came first is not overwritten.
        case claimKept
        /// When nothing goes wrong any more, the rollout ends.
        case liveness
        /// A bad candidate is not promoted, and a good one is not rolled back for its failures.
        case judgement
    }
}
