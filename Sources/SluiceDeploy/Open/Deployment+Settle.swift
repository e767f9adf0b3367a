// SPDX-License-Identifier: Apache-2.0
import SluiceBase
public import SluiceCore

// The end of a job that takes its drivers with it.
extension Deployment {
    /// Ends a rollout that nobody drives: finished where the candidate has all traffic, whoever gave
    /// it, else all traffic to the stable version.
    ///
    /// What a person made of the alias is not taken away.
    ///
    /// - Parameters:
    ///   - rollout: The rollout's name.
    ///   - reason: Why, for the record.
    ///   - settings: The project file's settings, for values that are looked up.
    /// - Returns: What became of it.
    /// - Throws: `Complaint` when someone else gave the candidate another share than the rollout did,
    ///   when the alias cannot be read, or when somebody drives the rollout after all.
    public func settle(
        _ rollout: String,
        reason: String,
        with settings: FunctionSettings? = nil
    ) async throws -> Report {
        let found = try await store.rollout(rollout)
        var finishing = self
        finishing.isFinishing = true
        if found.completedAt != nil, found.rollingBack == nil {
            return try await finishing.ask(
                .promoteAll,
                of: rollout,
                reason: reason,
                with: settings
            )
        }
        guard try await isPromotedByOthers(found) else {
            return try await abort(rollout, reason: reason)
        }
        // Asked for first, so that it is known before the end of the watch is waited for.
        let wish = request(.promoteAll, of: found, reason: reason)
        try await store.requests(of: rollout).append(wish)
        return try await finishing.ask(.adopt, of: rollout, reason: reason, with: settings)
    }

    private func isPromotedByOthers(_ rollout: Rollout) async throws -> Bool {
        let target = rollout.plan.target
        guard rollout.isSureOfAlias, rollout.rollingBack == nil, let name = target.alias,
            let left = rollout.alias, let candidate = rollout.candidate
        else { return false }
        let found: AliasState?
        do {
            found = try await aws.alias(name, of: target.function)
        } catch {
            throw Complaint(error, doing: "read alias \(target.text)")
        }
        guard let found, found.traffic != left.traffic, found.traffic.weight(of: candidate) > .none
        else { return false }
        guard rollout.adoptable(found.traffic) == .all else {
            throw rollout.driftComplaint(found: found.traffic)
        }
        return true
    }
}
