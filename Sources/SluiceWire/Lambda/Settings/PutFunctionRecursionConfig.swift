// SPDX-License-Identifier: Apache-2.0

/// Says what happens when a function calls itself in a loop.
public struct PutFunctionRecursionConfig: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(.put, "/2024-08-31/functions/{FunctionName}/recursion-config")
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// A name, an ARN, or either with a qualifier.
    public var functionName: String
    /// `Terminate` or `Allow`.
    public var recursiveLoop: String

    /// Makes the operation.
    public init(functionName: String, recursiveLoop: String) {
        self.functionName = functionName
        self.recursiveLoop = recursiveLoop
    }

    /// What Lambda answers.
    public struct Output: Codable, Hashable, Sendable {
        /// `Terminate` or `Allow`.
        public var recursiveLoop: String?

        /// Makes an answer.
        public init(recursiveLoop: String? = nil) {
            self.recursiveLoop = recursiveLoop
        }
    }
}
