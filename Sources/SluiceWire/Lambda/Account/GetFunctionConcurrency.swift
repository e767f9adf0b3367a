// SPDX-License-Identifier: Apache-2.0

/// Reads a function's reserved concurrency.
public struct GetFunctionConcurrency: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(.get, "/2019-09-30/functions/{FunctionName}/concurrency")
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// A name, an ARN, or either with a qualifier.
    public var functionName: String

    /// Makes the operation.
    public init(functionName: String) {
        self.functionName = functionName
    }

    /// What Lambda answers.
    public typealias Output = Concurrency
}
