// SPDX-License-Identifier: Apache-2.0

/// The network that a function runs in.
public struct VPCConfig: Codable, Hashable, Sendable {
    /// Subnets.
    public var subnetIds: [String]?
    /// Security groups.
    public var securityGroupIds: [String]?
    /// The network itself; only in answers.
    public var vpcId: String?
    /// Whether IPv6 may be used.
    public var ipv6AllowedForDualStack: Bool?

    /// Makes one from its parts.
    public init(
        subnetIds: [String]? = nil,
        securityGroupIds: [String]? = nil,
        vpcId: String? = nil,
        ipv6AllowedForDualStack: Bool? = nil
    ) {
        self.subnetIds = subnetIds
        self.securityGroupIds = securityGroupIds
        self.vpcId = vpcId
        self.ipv6AllowedForDualStack = ipv6AllowedForDualStack
    }
}
