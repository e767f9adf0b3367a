// SPDX-License-Identifier: Apache-2.0

/// What happens with packages that are not signed well.
public struct CodeSigningPolicies: Codable, Hashable, Sendable {
    /// `Warn` or `Enforce`.
    public var untrustedArtifactOnDeployment: String?

    /// Makes one from its parts.
    public init(untrustedArtifactOnDeployment: String? = nil) {
        self.untrustedArtifactOnDeployment = untrustedArtifactOnDeployment
    }
}
