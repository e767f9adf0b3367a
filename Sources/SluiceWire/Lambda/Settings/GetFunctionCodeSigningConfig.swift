// SPDX-License-Identifier: Apache-2.0

/// Reads which signing rules a function has; empty when none.
public struct GetFunctionCodeSigningConfig: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .get,
        "/2020-06-30/functions/{FunctionName}/code-signing-config"
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// A name, an ARN, or either with a qualifier.
    public var functionName: String

    /// Makes the operation.
    public init(functionName: String) {
        self.functionName = functionName
    }

    /// The signing rules of a function.
    public struct Output: Codable, Hashable, Sendable {
        /// The rules' ARN; absent when there are none.
        public var codeSigningConfigArn: String?
        /// The function.
        public var functionName: String?

        /// Makes an answer.
        public init(codeSigningConfigArn: String? = nil, functionName: String? = nil) {
            self.codeSigningConfigArn = codeSigningConfigArn
            self.functionName = functionName
        }
    }
}
