// SPDX-License-Identifier: Apache-2.0

/// What Ctrl-C does to a rollout (`--on-interrupt`).
public enum InterruptPolicy: String, Hashable, Codable, Sendable, CaseIterable {
    /// The rollout stays as it is and can be resumed.
    case leave
    /// All traffic goes back to the stable version.
    case rollback
}
