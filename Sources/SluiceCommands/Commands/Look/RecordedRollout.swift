// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceDeploy

/// A rollout as `history` shows it: the fields of a target, and who began it when.
struct RecordedRollout: Hashable, Encodable, Sendable {
    /// All of them.
    struct List: Hashable, Encodable, Sendable {
        var rollouts: [RecordedRollout]
    }

    private var target: TargetReport
    private var environment: String
    private var strategy: String
    private var by: String
    private var at: String

    init(_ summary: RolloutSummary, _ rollout: Rollout, at now: Timestamp) {
        target = TargetReport(rollout, at: now)
        environment = summary.environment
        strategy = summary.strategy
        by = summary.by
        at = summary.at.iso8601
    }

    private enum CodingKeys: String, CodingKey {
        case environment, strategy, by, at
    }

    /// Writes the target's fields and its own into one object.
    func encode(to encoder: any Encoder) throws {
        try target.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(environment, forKey: .environment)
        try container.encode(strategy, forKey: .strategy)
        try container.encode(by, forKey: .by)
        try container.encode(at, forKey: .at)
    }
}
