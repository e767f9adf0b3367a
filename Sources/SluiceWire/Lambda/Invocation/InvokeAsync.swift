// SPDX-License-Identifier: Apache-2.0

/// Accepts an event in the way of old clients.
public struct InvokeAsync: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .post,
        "/2014-11-13/functions/{FunctionName}/invoke-async",
        payload: "InvokeArgs",
        status: 202,
        answerStatus: "Status"
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// A name, an ARN, or either with a qualifier.
    public var functionName: String
    /// The event.
    public var invokeArgs: Blob

    /// Makes the operation.
    public init(functionName: String, invokeArgs: Blob) {
        self.functionName = functionName
        self.invokeArgs = invokeArgs
    }

    /// What Lambda answers.
    public struct Output: Codable, Hashable, Sendable {
        /// 202.
        public var status: Int?

        /// Makes an answer.
        public init(status: Int? = nil) {
            self.status = status
        }
    }
}
