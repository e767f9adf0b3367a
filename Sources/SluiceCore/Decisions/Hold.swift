// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// Why a rollout waits; guards go on meanwhile.
public enum Hold: Hashable, Codable, Sendable {
    /// The candidate had too few calls to be judged.
    case quiet
    /// The metrics are late or do not come at all.
    case noData
    /// The metrics stopped coming.
    case stale
    /// The log grows faster than it may be read.
    case behind
    /// The evidence says "careful", not "roll back".
    case caution
    /// The stable version itself fails too much to be compared with.
    case baseline
    /// The calls are not shared between the versions as the weights say.
    case shareMismatch
    /// CloudWatch does not know the state of these alarms.
    case alarmUnknown(names: [String])
    /// Someone else changed the alias.
    case drift(found: Traffic)
    /// Somebody paused it.
    case paused(by: String)
    /// The next step asks for somebody's consent.
    case approval(timeout: Duration)
    /// The credentials are about to end, and no longer ones can be had.
    case credentials(until: Timestamp)
    /// AWS does not answer, or refuses for the moment.
    case awsUnavailable(Failure)

    /// What kind of reason this hold becomes when it ends a rollout.
    public var kind: Reason.Kind {
        switch self {
        case .quiet: .quiet
        case .noData, .stale, .behind: .noData
        case .caution: .inconclusive
        case .baseline: .baseline
        case .shareMismatch: .shareMismatch
        case .alarmUnknown: .alarm
        case .drift: .drift
        case .paused, .approval: .operator
        case .credentials: .credentials
        case .awsUnavailable(let failure): failure.isCredentials ? .credentials : .aws
        }
    }

    /// The hold in one line.
    public var text: String {
        switch self {
        case .quiet: "too few calls to judge the candidate"
        case .noData: "no metrics"
        case .stale: "the metrics stopped coming"
        case .behind: "the log grows faster than it may be read"
        case .caution: "the evidence against the candidate is too strong to go on"
        case .baseline: "the stable version itself fails too much to be compared with"
        case .shareMismatch: "the calls are not shared between the versions as the weights say"
        case .alarmUnknown(let names):
            "the state of \(names.joined(separator: ", ")) is not known"
        case .drift(let found): "someone else changed the alias; it serves \(found.text)"
        case .paused(let who): "paused by \(who)"
        case .approval(let timeout): "waits up to \(timeout.words) for an approval"
        case .credentials(let until):
            "the credentials end at \(until.clockText), and there are no longer ones"
        case .awsUnavailable(let failure): "AWS: \(failure.code): \(failure.message)"
        }
    }
}
