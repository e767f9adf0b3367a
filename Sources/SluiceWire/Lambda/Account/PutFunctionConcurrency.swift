// SPDX-License-Identifier: Apache-2.0

/// Reserves concurrency for a function; 0 blocks it.
public struct PutFunctionConcurrency: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(.put, "/2017-10-31/functions/{FunctionName}/concurrency")
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// A name, an ARN, or either with a qualifier.
    public var functionName: String
    /// How many calls may run at once.
    public var reservedConcurrentExecutions: Int

    /// Makes the operation.
    public init(functionName: String, reservedConcurrentExecutions: Int) {
        self.functionName = functionName
        self.reservedConcurrentExecutions = reservedConcurrentExecutions
    }

    /// What Lambda answers.
    public typealias Output = Concurrency
}
