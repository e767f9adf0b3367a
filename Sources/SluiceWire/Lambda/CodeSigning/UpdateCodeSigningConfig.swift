// SPDX-License-Identifier: Apache-2.0

/// Changes signing rules; what is absent stays.
public struct UpdateCodeSigningConfig: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(.put, "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}")
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// The rules' ARN.
    public var codeSigningConfigArn: String
    /// A text for people.
    public var description: String?
    /// Who may sign packages.
    public var allowedPublishers: AllowedPublishers?
    /// What happens with other packages.
    public var codeSigningPolicies: CodeSigningPolicies?

    /// Makes the operation.
    public init(
        codeSigningConfigArn: String,
        description: String? = nil,
        allowedPublishers: AllowedPublishers? = nil,
        codeSigningPolicies: CodeSigningPolicies? = nil
    ) {
        self.codeSigningConfigArn = codeSigningConfigArn
        self.description = description
        self.allowedPublishers = allowedPublishers
        self.codeSigningPolicies = codeSigningPolicies
    }

    /// What Lambda answers.
    public struct Output: Codable, Hashable, Sendable {
        /// The rules.
        public var codeSigningConfig: CodeSigningRules?

        /// Makes an answer.
        public init(codeSigningConfig: CodeSigningRules? = nil) {
            self.codeSigningConfig = codeSigningConfig
        }
    }
}
