// SPDX-License-Identifier: Apache-2.0

/// How a rollout ended.
public enum Outcome: Hashable, Codable, Sendable {
    /// The candidate serves all traffic.
    case promoted
    /// The candidate serves all traffic, but had too few calls to be judged, and the project allows that.
    case promotedUnjudged
    /// The candidate had traffic and has none now.
    case rolledBack(Reason)
    /// It ended before any traffic moved; or a first deployment is unhealthy.
    case stopped(Reason)
    /// Someone else moved the alias away.
    case superseded

    /// The word for it in JSON.
    public var word: String {
        switch self {
        case .promoted: "promoted"
        case .promotedUnjudged: "promotedUnjudged"
        case .rolledBack: "rolledBack"
        case .stopped: "stopped"
        case .superseded: "superseded"
        }
    }

    /// Why, where there is a why.
    public var reason: Reason? {
        switch self {
        case .rolledBack(let reason), .stopped(let reason): reason
        case .promoted, .promotedUnjudged, .superseded: nil
        }
    }
}
