// SPDX-License-Identifier: Apache-2.0

/// How a rollout keeps drivers on other machines off its alias.
public enum Fence: String, Hashable, Codable, Sendable {
    /// A claim in front of the alias's description.
    case alias
    /// A lease in a journal that the machines share.
    case lease
}
