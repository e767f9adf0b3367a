// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
import SluiceCore

/// The versions that a target served one after the other, as far as its journals know.
///
/// A rollback takes back what it left, so that the next one goes one further back.
public struct ServedVersions: Hashable, Sendable {
    /// The versions, the present one last.
    public private(set) var versions: [Version] = []

    /// Reads the rollouts of one target, oldest first.
    public init(_ summaries: [RolloutSummary]) {
        for summary in summaries {
            guard let (stable, candidate) = summary.move else { continue }
            // What someone else put there meanwhile was served as well.
            if let stable, versions.last != stable { versions.append(stable) }
            if summary.isRollback, let index = versions.lastIndex(of: candidate) {
                versions.removeSubrange((index + 1)...)
            } else if versions.last != candidate {
                versions.append(candidate)
            }
        }
    }

    /// The version served before this one; `nil` when the journals know of none.
    public func before(_ version: Version) -> Version? {
        guard let index = versions.lastIndex(of: version) else { return versions.last }
        return index > 0 ? versions[index - 1] : nil
    }
}
