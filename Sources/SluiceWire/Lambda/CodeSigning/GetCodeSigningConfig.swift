// SPDX-License-Identifier: Apache-2.0

/// Reads signing rules.
public struct GetCodeSigningConfig: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(.get, "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}")
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The rules' ARN.
    public var codeSigningConfigArn: String

    /// Makes the operation.
    public init(codeSigningConfigArn: String) {
        self.codeSigningConfigArn = codeSigningConfigArn
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
