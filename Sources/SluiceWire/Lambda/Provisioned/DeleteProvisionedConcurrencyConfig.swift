// SPDX-License-Identifier: Apache-2.0

/// Gives provisioned concurrency back.
public struct DeleteProvisionedConcurrencyConfig: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .delete,
        "/2019-09-30/functions/{FunctionName}/provisioned-concurrency",
        query: ["Qualifier": "Qualifier"],
        status: 204
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// A name, an ARN, or either with a qualifier.
    public var functionName: String
    /// A version or an alias.
    public var qualifier: String

    /// Makes the operation.
    public init(functionName: String, qualifier: String) {
        self.functionName = functionName
        self.qualifier = qualifier
    }

    /// What Lambda answers.
    public typealias Output = EmptyAnswer
}
