// SPDX-License-Identifier: Apache-2.0

/// What to do when a rollout cannot go on by itself (`onHold`).
public struct HoldPolicy: Hashable, Codable, Sendable {
    /// What to do with a candidate that had too few calls to judge.
    public enum Quiet: String, Hashable, Codable, Sendable, CaseIterable {
        /// Wait for calls, until `limit`.
        case hold
        /// Call both versions with the project's probes, and judge those calls.
        case probe
        /// Give the stable version all traffic back.
        case rollback
        /// Go on; the outcome is then `promotedUnjudged`.
        case promote
    }

    /// What to do when something is in doubt.
    public enum Doubt: String, Hashable, Codable, Sendable, CaseIterable {
        /// Wait, until `limit`.
        case hold
        /// Give the stable version all traffic back.
        case rollback
    }

    /// For a candidate with too few calls.
    public var quiet: Quiet
    /// For evidence between caution and rollback at the end of an extended step.
    public var caution: Doubt
    /// For metrics that stay away longer than `maxSilence`.
    public var stale: Doubt
    /// For an alarm whose state is not known.
    public var alarmUnknown: Doubt
    /// For credentials that are about to run out.
    public var credentials: Doubt
    /// How long a hold lasts before the stable version gets all traffic back.
    public var limit: Duration
    /// How long metrics may be silent.
    public var maxSilence: Duration
    /// Whether the project file says itself what `quiet` is to be.
    public var isQuietChosen: Bool

    /// Makes a policy; the defaults are the project file's.
    public init(
        quiet: Quiet = .hold,
        caution: Doubt = .rollback,
        stale: Doubt = .rollback,
        alarmUnknown: Doubt = .hold,
        credentials: Doubt = .rollback,
        limit: Duration = .seconds(1800),
        maxSilence: Duration = .seconds(600),
        isQuietChosen: Bool = false
    ) {
        self.quiet = quiet
        self.caution = caution
        self.stale = stale
        self.alarmUnknown = alarmUnknown
        self.credentials = credentials
        self.limit = limit
        self.maxSilence = maxSilence
        self.isQuietChosen = isQuietChosen
    }

    /// Reads a policy; a journal from before there were alarms knows nothing of theirs.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            quiet: try container.decode(Quiet.self, forKey: .quiet),
            caution: try container.decode(Doubt.self, forKey: .caution),
            stale: try container.decode(Doubt.self, forKey: .stale),
            alarmUnknown: try container.decodeIfPresent(Doubt.self, forKey: .alarmUnknown) ?? .hold,
            credentials: try container.decode(Doubt.self, forKey: .credentials),
            limit: try container.decode(Duration.self, forKey: .limit),
            maxSilence: try container.decode(Duration.self, forKey: .maxSilence),
            isQuietChosen: try container.decodeIfPresent(Bool.self, forKey: .isQuietChosen) ?? false
        )
    }
}
