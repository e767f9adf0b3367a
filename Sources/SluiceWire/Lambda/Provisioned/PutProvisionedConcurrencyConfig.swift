// SPDX-License-Identifier: Apache-2.0

/// Provisions concurrency for a version or an alias.
public struct PutProvisionedConcurrencyConfig: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .put,
        "/2019-09-30/functions/{FunctionName}/provisioned-concurrency",
        query: ["Qualifier": "Qualifier"],
        status: 202
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// A name, an ARN, or either with a qualifier.
    public var functionName: String
    /// A version or an alias.
    public var qualifier: String
    /// How many workers to keep ready.
    public var provisionedConcurrentExecutions: Int

    /// Makes the operation.
    public init(functionName: String, qualifier: String, provisionedConcurrentExecutions: Int) {
        self.functionName = functionName
        self.qualifier = qualifier
        self.provisionedConcurrentExecutions = provisionedConcurrentExecutions
    }

    /// What Lambda answers.
    public typealias Output = ProvisionedConcurrency
}
