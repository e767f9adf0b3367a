// SPDX-License-Identifier: Apache-2.0

public import SluiceBase
public import SluiceWire

/// Signing rules; stored and answered, and never applied to a package.
public struct CodeSigningRecord: Codable, Hashable, Sendable {
    /// The rules' id: `csc-` and 17 letters and digits.
    public var id: String
    /// The rules' ARN.
    public var arn: String
    /// A text for people.
    public var description: String
    /// Who may sign packages.
    public var publishers: AllowedPublishers
    /// What happens with other packages.
    public var policies: CodeSigningPolicies
    /// Tags.
    public var tags: [String: String]
    /// When they last changed.
    public var changedAt: Timestamp

    /// The rules as Lambda describes them.
    var answer: CodeSigningRules {
        CodeSigningRules(
            codeSigningConfigId: id,
            codeSigningConfigArn: arn,
            description: description,
            allowedPublishers: publishers,
            codeSigningPolicies: policies,
            lastModified: changedAt.lambdaText
        )
    }
}
