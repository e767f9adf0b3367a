// SPDX-License-Identifier: Apache-2.0

/// Takes the signing rules from a function.
public struct DeleteFunctionCodeSigningConfig: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .delete,
        "/2020-06-30/functions/{FunctionName}/code-signing-config",
        status: 204
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// A name, an ARN, or either with a qualifier.
    public var functionName: String

    /// Makes the operation.
    public init(functionName: String) {
        self.functionName = functionName
    }

    /// What Lambda answers.
    public typealias Output = EmptyAnswer
}
