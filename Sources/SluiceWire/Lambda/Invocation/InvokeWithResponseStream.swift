// SPDX-License-Identifier: Apache-2.0

/// Calls a function and has its answer in pieces.
public struct InvokeWithResponseStream: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .post,
        "/2021-11-15/functions/{FunctionName}/response-streaming-invocations",
        query: ["Qualifier": "Qualifier"],
        headers: [
            "X-Amz-Invocation-Type": "InvocationType",
            "X-Amz-Log-Type": "LogType",
            "X-Amz-Client-Context": "ClientContext",
        ],
        payload: "Payload",
        answerHeaders: [
            "X-Amz-Executed-Version": "ExecutedVersion",
            "Content-Type": "ResponseStreamContentType",
        ],
        answerPayload: "EventStream",
        answerStatus: "StatusCode"
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// A name, an ARN, or either with a qualifier.
    public var functionName: String
    /// `RequestResponse` (default) or `DryRun`.
    public var invocationType: String?
    /// `Tail` to have the end of the log in the last event.
    public var logType: String?
    /// JSON in base64 for the function's context.
    public var clientContext: String?
    /// A version or an alias; `nil` is `$LATEST`.
    public var qualifier: String?
    /// The event; a function that gets none sees `{}`.
    public var payload: Blob?

    /// Makes the operation.
    public init(
        functionName: String,
        invocationType: String? = nil,
        logType: String? = nil,
        clientContext: String? = nil,
        qualifier: String? = nil,
        payload: Blob? = nil
    ) {
        self.functionName = functionName
        self.invocationType = invocationType
        self.logType = logType
        self.clientContext = clientContext
        self.qualifier = qualifier
        self.payload = payload
    }

    /// What a call gave.
    public struct Output: Codable, Hashable, Sendable {
        /// 200, or 204 for a dry run.
        public var statusCode: Int?
        /// The version that ran.
        public var executedVersion: String?
        /// What kind of body this is: event-stream frames.
        public var responseStreamContentType: String?
        /// The frames, still as bytes: `PayloadChunk`s and one `InvokeComplete`.
        public var eventStream: Blob?

        /// Makes an answer.
        public init(
            statusCode: Int? = nil,
            executedVersion: String? = nil,
            responseStreamContentType: String? = nil,
            eventStream: Blob? = nil
        ) {
            self.statusCode = statusCode
            self.executedVersion = executedVersion
            self.responseStreamContentType = responseStreamContentType
            self.eventStream = eventStream
        }
    }
}
