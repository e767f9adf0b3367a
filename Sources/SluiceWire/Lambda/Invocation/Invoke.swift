// SPDX-License-Identifier: Apache-2.0

/// Calls a function.
///
/// A function's own failure is a good answer with `functionError`; a refusal (429, 404) is a failure.
public struct Invoke: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .post,
        "/2015-03-31/functions/{FunctionName}/invocations",
        query: ["Qualifier": "Qualifier"],
        headers: [
            "X-Amz-Invocation-Type": "InvocationType",
            "X-Amz-Log-Type": "LogType",
            "X-Amz-Client-Context": "ClientContext",
        ],
        payload: "Payload",
        answerHeaders: [
            "X-Amz-Function-Error": "FunctionError",
            "X-Amz-Log-Result": "LogResult",
            "X-Amz-Executed-Version": "ExecutedVersion",
        ],
        answerPayload: "Payload",
        answerStatus: "StatusCode"
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// A name, an ARN, or either with a qualifier.
    public var functionName: String
    /// `RequestResponse` (default), `Event` or `DryRun`.
    public var invocationType: String?
    /// `Tail` to have the end of the log in the answer.
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
        /// 200, or 202 for an event, or 204 for a dry run.
        public var statusCode: Int?
        /// `Unhandled` when the function failed.
        public var functionError: String?
        /// The last 4 KB of the call's log, in base64.
        public var logResult: String?
        /// What the function answered, or its error.
        public var payload: Blob?
        /// The version that ran; absent for events.
        public var executedVersion: String?

        /// Makes an answer.
        public init(
            statusCode: Int? = nil,
            functionError: String? = nil,
            logResult: String? = nil,
            payload: Blob? = nil,
            executedVersion: String? = nil
        ) {
            self.statusCode = statusCode
            self.functionError = functionError
            self.logResult = logResult
            self.payload = payload
            self.executedVersion = executedVersion
        }
    }
}
