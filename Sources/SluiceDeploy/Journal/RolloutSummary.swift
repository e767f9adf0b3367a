// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceCore

/// One rollout in a list.
public struct RolloutSummary: Hashable, Codable, Sendable {
    /// Its name.
    public var rollout: String
    /// The environment's name.
    public var environment: String
    /// What it moves.
    public var target: Target
    /// The strategy's name; `rollback` and `shift` for writes by hand.
    public var strategy: String
    /// Who asked for it.
    public var by: String
    /// When it started.
    public var at: Timestamp
    /// When it ended.
    public var finishedAt: Timestamp?
    /// How it ended; `nil` while it is open.
    public var outcome: Outcome?
    /// The version that served before.
    public var stable: Version?
    /// The version that it went to.
    public var candidate: Version?
    /// The package that it shipped, by its CodeSha256.
    public var codeSha256: String?

    /// Sums up a rollout.
    public init(_ rollout: Rollout) {
        let plan = rollout.plan
        self.rollout = plan.rollout
        environment = plan.environment
        target = plan.target
        strategy = plan.strategy.name
        by = plan.by
        at = rollout.startedAt
        finishedAt = rollout.finishedAt
        outcome = rollout.outcome
        stable = plan.stable
        candidate = rollout.candidate
        codeSha256 = plan.code?.sha256
    }

    /// Whether it has not ended.
    public var isOpen: Bool { outcome == nil }

    /// Whether a person went back with it.
    var isRollback: Bool {
        strategy == Plan.rollbackName || strategy == Plan.gradualRollbackName
    }

    /// Which version it left for which, for good; `nil` when the alias stayed.
    var move: (from: Version?, to: Version)? {
        if strategy == Plan.gradualRollbackName, case .rolledBack = outcome, let stable {
            // Going back step by step, the version that is left is the candidate.
            return (candidate, stable)
        }
        guard isPromoted, let candidate else { return nil }
        return (stable, candidate)
    }

    /// How it ended, in the word that people are told.
    public var outcomeWord: String {
        if strategy == Plan.rollbackName, outcome == .promoted { return "rolledBack" }
        return outcome?.word ?? "open"
    }

    /// Whether it gave the candidate all traffic.
    public var isPromoted: Bool { outcome == .promoted || outcome == .promotedUnjudged }
}

extension Sequence<RolloutSummary> {
    /// The rollouts, by CodeSha256, whose packages were rolled back here and not promoted since.
    ///
    /// Rolled back by themselves or by hand; the rollouts are those of one target, oldest first.
    var rolledBack: [String: String] {
        var found: [String: String] = [:]
        var codes: [Version: String] = [:]
        for summary in self {
            if summary.isRollback, let left = summary.move?.from.flatMap({ codes[$0] }) {
                found[left] = summary.rollout
            }
            guard let sha256 = summary.codeSha256, let outcome = summary.outcome else { continue }
            if let candidate = summary.candidate { codes[candidate] = sha256 }
            if case .rolledBack = outcome { found[sha256] = summary.rollout }
            if summary.isPromoted { found[sha256] = nil }
        }
        return found
    }
}

extension Sequence<RolloutSummary> {
    /// The rollouts, by the version that was rolled back here and not promoted since.
    ///
    /// They are those of one target, oldest first. A share that a person set and took away says nothing
    /// of the version.
    var rolledBackVersions: [Version: String] {
        var found: [Version: String] = [:]
        for summary in self {
            if summary.isRollback, let move = summary.move {
                if let left = move.from { found[left] = summary.rollout }
                found[move.to] = nil
            } else if let candidate = summary.candidate, summary.strategy != Plan.shiftName {
                if case .rolledBack = summary.outcome { found[candidate] = summary.rollout }
                if summary.isPromoted { found[candidate] = nil }
            }
        }
        return found
    }
}

extension Target {
    /// Whether both mean the same alias.
    ///
    /// A local engine gets another port with each start; it is the same place all the same.
    public func isSame(as other: Target) -> Bool {
        account == other.account && region == other.region && function == other.function
            && alias == other.alias && place == other.place
    }

    /// The endpoint without the port of a loopback address; empty for AWS itself.
    var place: String {
        guard let endpoint else { return "" }
        let hosts = ["127.0.0.1", "localhost", "[::1]"]
        return hosts.contains { endpoint.contains("//\($0)") } ? "local" : endpoint
    }
}
