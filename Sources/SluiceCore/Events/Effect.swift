// SPDX-License-Identifier: Apache-2.0

/// What AWS answered to a write.
public enum Effect: Hashable, Codable, Sendable {
    /// The function's or version's state.
    case function(FunctionState)
    /// The alias's state.
    case alias(AliasState)
}
