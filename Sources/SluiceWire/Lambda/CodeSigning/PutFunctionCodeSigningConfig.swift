// SPDX-License-Identifier: Apache-2.0

/// Gives a function signing rules.
public struct PutFunctionCodeSigningConfig: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .put,
        "/2020-06-30/functions/{FunctionName}/code-signing-config"
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The rules' ARN.
    public var codeSigningConfigArn: String
    /// A name, an ARN, or either with a qualifier.
    public var functionName: String

    /// Makes the operation.
    public init(codeSigningConfigArn: String, functionName: String) {
        self.codeSigningConfigArn = codeSigningConfigArn
        self.functionName = functionName
    }

    /// What Lambda answers.
    public struct Output: Codable, Hashable, Sendable {
        /// The rules' ARN.
        public var codeSigningConfigArn: String?
        /// A name, an ARN, or either with a qualifier.
        public var functionName: String?

        /// Makes an answer.
        public init(codeSigningConfigArn: String? = nil, functionName: String? = nil) {
            self.codeSigningConfigArn = codeSigningConfigArn
            self.functionName = functionName
        }
    }
}
