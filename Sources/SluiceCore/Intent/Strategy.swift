// SPDX-License-Identifier: Apache-2.0

/// How traffic moves from the stable version to the candidate.
public struct Strategy: Hashable, Codable, Sendable {
    /// The shape of the movement.
    public enum Shape: Hashable, Codable, Sendable {
        /// `$LATEST` is updated in place: no version, no alias, no way back.
        case direct
        /// The alias moves through these weights and then to 100 %; without steps it moves at once.
        case steps([Step])
    }

    /// The name that the file uses: `canary`, `Canary10Percent5Minutes` or `blue-green` for example.
    public var name: String
    /// The shape of the movement.
    public var shape: Shape
    /// How long to keep judging after 100 %; zero: not at all.
    public var watchAfter: Duration
    /// How many calls end the watch after 100 %, where it is said in calls.
    public var watchCalls: WatchCalls?
    /// Whether a step may end before its bake when the candidate is shown to be good enough.
    public var promotesEarly: Bool
    /// The steps that need somebody's consent.
    public var approvals: [Approval]
    /// How long one step may take in all; `nil`: three times its bake.
    public var stepTimeout: Duration?
    /// How long the rollout may take in all; `nil`: three times the sum of the bakes and 30 min.
    public var deadline: Duration?

    /// Makes a strategy.
    public init(
        name: String,
        shape: Shape,
        watchAfter: Duration = .zero,
        watchCalls: WatchCalls? = nil,
        promotesEarly: Bool = false,
        approvals: [Approval] = [],
        stepTimeout: Duration? = nil,
        deadline: Duration? = nil
    ) {
        self.name = name
        self.shape = shape
        self.watchAfter = watchAfter
        self.watchCalls = watchCalls
        self.promotesEarly = promotesEarly
        self.approvals = approvals
        self.stepTimeout = stepTimeout
        self.deadline = deadline
    }

    /// Reads a strategy; a journal from before there were consents asks for none.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try container.decode(String.self, forKey: .name),
            shape: try container.decode(Shape.self, forKey: .shape),
            watchAfter: try container.decode(Duration.self, forKey: .watchAfter),
            watchCalls: try container.decodeIfPresent(WatchCalls.self, forKey: .watchCalls),
            promotesEarly: try container.decodeIfPresent(Bool.self, forKey: .promotesEarly)
                ?? false,
            approvals: try container.decodeIfPresent([Approval].self, forKey: .approvals) ?? [],
            stepTimeout: try container.decodeIfPresent(Duration.self, forKey: .stepTimeout),
            deadline: try container.decodeIfPresent(Duration.self, forKey: .deadline)
        )
    }

    /// The weighted steps; empty for `direct` and for a move at once.
    public var steps: [Step] {
        if case .steps(let steps) = shape { steps } else { [] }
    }

    /// Whether `$LATEST` is updated in place.
    public var isDirect: Bool { shape == .direct }
}
