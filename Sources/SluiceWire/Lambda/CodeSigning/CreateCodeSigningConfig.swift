// SPDX-License-Identifier: Apache-2.0

/// Makes signing rules.
public struct CreateCodeSigningConfig: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(.post, "/2020-04-22/code-signing-configs", status: 201)
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// A text for people.
    public var description: String?
    /// Who may sign packages.
    public var allowedPublishers: AllowedPublishers
    /// What happens with other packages.
    public var codeSigningPolicies: CodeSigningPolicies?
    /// Key → value.
    public var tags: [String: String]?

    /// Makes the operation.
    public init(
        description: String? = nil,
        allowedPublishers: AllowedPublishers,
        codeSigningPolicies: CodeSigningPolicies? = nil,
        tags: [String: String]? = nil
    ) {
        self.description = description
        self.allowedPublishers = allowedPublishers
        self.codeSigningPolicies = codeSigningPolicies
        self.tags = tags
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
