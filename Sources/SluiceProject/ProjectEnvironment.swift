// SPDX-License-Identifier: Apache-2.0

/// What an environment says of itself before anything is asked of AWS.
public struct ProjectEnvironment: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Whether the policy for production holds.
    public var isProtected: Bool
    /// The region that it names.
    public var region: String?
    /// The account that it must be in.
    public var account: String?
    /// The alias that callers use.
    public var alias: String?
}
