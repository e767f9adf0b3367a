// SPDX-License-Identifier: Apache-2.0

/// Changes what becomes of asynchronous invocations; what is absent stays.
public struct UpdateFunctionEventInvokeConfig: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .post,
        "/2019-09-25/functions/{FunctionName}/event-invoke-config",
        query: ["Qualifier": "Qualifier"]
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// A name, an ARN, or either with a qualifier.
    public var functionName: String
    /// A version or an alias; `nil` is the function itself.
    public var qualifier: String?
    /// Further attempts after a failed one: 0 … 2.
    public var maximumRetryAttempts: Int?
    /// How old an event may grow: 60 … 21,600.
    public var maximumEventAgeInSeconds: Int?
    /// Where results go.
    public var destinationConfig: DestinationConfig?

    /// Makes the operation.
    public init(
        functionName: String,
        qualifier: String? = nil,
        maximumRetryAttempts: Int? = nil,
        maximumEventAgeInSeconds: Int? = nil,
        destinationConfig: DestinationConfig? = nil
    ) {
        self.functionName = functionName
        self.qualifier = qualifier
        self.maximumRetryAttempts = maximumRetryAttempts
        self.maximumEventAgeInSeconds = maximumEventAgeInSeconds
        self.destinationConfig = destinationConfig
    }

    /// What Lambda answers.
    public typealias Output = EventInvokeConfig
}
