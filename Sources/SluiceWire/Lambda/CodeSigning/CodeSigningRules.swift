// SPDX-License-Identifier: Apache-2.0

/// Signing rules.
public struct CodeSigningRules: Codable, Hashable, Sendable {
    /// The rules' id.
    public var codeSigningConfigId: String?
    /// The rules' ARN.
    public var codeSigningConfigArn: String?
    /// A text for people.
    public var description: String?
    /// Who may sign packages.
    public var allowedPublishers: AllowedPublishers?
    /// What happens with other packages.
    public var codeSigningPolicies: CodeSigningPolicies?
    /// When it last changed.
    public var lastModified: String?

    /// Makes one from its parts.
    public init(
        codeSigningConfigId: String? = nil,
        codeSigningConfigArn: String? = nil,
        description: String? = nil,
        allowedPublishers: AllowedPublishers? = nil,
        codeSigningPolicies: CodeSigningPolicies? = nil,
        lastModified: String? = nil
    ) {
        self.codeSigningConfigId = codeSigningConfigId
        self.codeSigningConfigArn = codeSigningConfigArn
        self.description = description
        self.allowedPublishers = allowedPublishers
        self.codeSigningPolicies = codeSigningPolicies
        self.lastModified = lastModified
    }
}
