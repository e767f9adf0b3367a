// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// One call to AWS, or one gate: what the driver keeps in flight.
///
/// `attempt` tells a repetition from the first, so that a journal can count them.
public enum Action: Hashable, Codable, Sendable {
    /// Reads `$LATEST`'s state and configuration.
    case readFunction(attempt: Int)
    /// Reads a published version's state and configuration.
    case readVersion(version: Version, attempt: Int)
    /// Reads the alias.
    case readAlias(attempt: Int)
    /// Reads the alias while nothing is to be written: somebody else may have moved it.
    case watchAlias(poll: Int)
    /// Creates the function.
    case createFunction(attempt: Int)
    /// Updates the configuration of `$LATEST`.
    case updateConfiguration(attempt: Int)
    /// Updates the code of `$LATEST`.
    case updateCode(attempt: Int)
    /// Publishes `$LATEST` as a version.
    case publishVersion(attempt: Int)
    /// Creates the alias at the candidate.
    case createAlias(attempt: Int)
    /// Writes the alias completely.
    case moveAlias(move: Move, attempt: Int)
    /// Points `<alias>-previous` at a version, by an update or, where it is missing, by creating it.
    case writePrevious(version: Version, creating: Bool, attempt: Int)
    /// Reads `<alias>-previous`, which somebody else wrote meanwhile.
    case readPrevious(attempt: Int)
    /// Calls a version that AWS has put to sleep, whatever it answers.
    case wake(version: Version, attempt: Int)
    /// Runs one gate.
    case check(gate: Int, attempt: Int)
    /// Reads the metrics of both versions from `from` up to now.
    case observe(from: Timestamp, poll: Int)
    /// Reads the states of the alarms that guard the rollout.
    case readAlarms(poll: Int)
    /// Calls both versions once with the project's probe.
    case probe(round: Int)
    /// Asks where the credentials come from for some that last longer.
    case renewCredentials(attempt: Int)

    /// Whether the action changes anything in AWS: then it is recorded before it is sent.
    public var writes: Bool {
        switch self {
        case .readFunction, .readVersion, .readAlias, .watchAlias, .readPrevious, .wake, .check,
            .observe, .readAlarms, .probe, .renewCredentials:
            false
        case .createFunction, .updateConfiguration, .updateCode, .publishVersion, .createAlias,
            .moveAlias, .writePrevious:
            true
        }
    }

    /// The alias write that this action is, if it is one.
    public var move: Move? {
        if case .moveAlias(let move, _) = self { move } else { nil }
    }
}
