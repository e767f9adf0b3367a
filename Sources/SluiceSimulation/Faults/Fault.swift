// SPDX-License-Identifier: Apache-2.0

/// What can go wrong in a simulated world.
public enum Fault: String, CaseIterable, Hashable, Sendable {
    /// AWS answers 429 for a while.
    case throttling
    /// AWS answers 500 and has done nothing.
    case serverError
    /// AWS answers 500 and has done it all the same.
    case serverErrorAfter
    /// The answer is lost: the call had its effect.
    case answerLost
    /// The connection is lost before the call reached AWS; nobody can tell.
    case connectionLost
    /// There is no connection, and the caller knows it.
    case noConnection
    /// The call times out and has its effect seconds later.
    case lateEffect
    /// A read shows what was there before the last write.
    case staleRead
    /// Calls take seconds.
    case slowCalls
    /// Somebody else moves the alias: terraform, another Sluice, a person.
    case aliasMoved
    /// Somebody else changes the alias's description.
    case aliasDescribed
    /// Another Sluice claims the alias first, and lets it go later.
    case aliasClaimed
    /// Somebody rolls the alias back without waiting for the driver, and leaves an abort for it.
    case rescued
    /// Somebody else deletes the alias.
    case aliasDeleted
    /// AWS sets weights of its own while provisioned capacity moves, and takes them back.
    case weightsInjected
    /// Somebody else changes the configuration of `$LATEST`.
    case latestChanged
    /// Somebody else puts other code into `$LATEST`.
    case latestReplaced
    /// A version is published, its answer is lost, and `$LATEST` is changed before anybody looks.
    case publishRaced
    /// `LastUpdateStatus` stays `InProgress`.
    case updateStuck
    /// `LastUpdateStatus` becomes `Failed`.
    case updateFailed
    /// A version stays `Pending`.
    case versionPending
    /// A version becomes `Failed`.
    case versionFailed
    /// Metrics come a minute late.
    case metricsLate
    /// Metrics do not come at all.
    case metricsMissing
    /// The newest metrics are too small at first; an old reading may come after a newer one.
    case metricsRevised
    /// Data points come twice in one answer.
    case metricsDouble
    /// The log grows faster than it may be read: a search never comes to its last page.
    case logGrows
    /// An alarm that guards the rollout changes its state again and again.
    case alarmFlapping
    /// The credentials are refused.
    case credentialsExpired
    /// The credentials end in the middle, and whether there are longer ones is uncertain.
    case credentialsEnd
    /// The clock is set forward.
    case clockForward
    /// The clock is set back.
    case clockBack
    /// The journal's disk is full.
    case diskFull
    /// The journal's disk is full in the middle of a line.
    case diskTorn
    /// The line is on the disk, and the disk says that it is not.
    case diskLies
    /// Writing the journal takes seconds.
    case diskSlow
    /// The driver's process is killed.
    case killed
    /// The driver's process stands still for an hour.
    case paused
    /// Somebody presses Ctrl-C.
    case interrupted
    /// Somebody else asks for the rollout's end.
    case aborted
    /// Somebody pauses the rollout and resumes it later; mostly its driver is killed meanwhile.
    case held
    /// Somebody does not wait for the bake, or for all steps.
    case promoted
    /// Somebody asks for the way back, step by step.
    case steppedDown

    /// Where the fault strikes.
    enum Place { case call, answer, journal, world, process }

    var place: Place {
        switch self {
        case .throttling, .serverError, .serverErrorAfter, .answerLost, .connectionLost,
            .noConnection, .lateEffect, .slowCalls, .publishRaced, .credentialsExpired:
            .call
        case .staleRead, .updateStuck, .updateFailed, .versionPending, .versionFailed,
            .metricsLate, .metricsMissing, .metricsRevised, .metricsDouble, .logGrows:
            .answer
        case .diskFull, .diskTorn, .diskLies, .diskSlow: .journal
        case .aliasMoved, .aliasDescribed, .aliasClaimed, .aliasDeleted, .weightsInjected,
            .latestChanged, .latestReplaced, .rescued, .aborted, .held, .promoted, .steppedDown,
            .alarmFlapping:
            .world
        case .credentialsEnd, .clockForward, .clockBack, .killed, .paused, .interrupted: .process
        }
    }

    /// Whether it can only strike before there is traffic.
    var isOfPreparation: Bool {
        switch self {
        case .updateStuck, .updateFailed, .versionPending, .versionFailed, .latestChanged,
            .latestReplaced, .publishRaced, .weightsInjected:
            true
        default: false
        }
    }
}
