// SPDX-License-Identifier: Apache-2.0

/// Changes how an address answers; what is absent stays.
public struct UpdateFunctionUrlConfig: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .put,
        "/2021-10-31/functions/{FunctionName}/url",
        query: ["Qualifier": "Qualifier"]
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// A name, an ARN, or either with a qualifier.
    public var functionName: String
    /// A version or an alias; `nil` is the function itself.
    public var qualifier: String?
    /// `NONE` or `AWS_IAM`.
    public var authType: String?
    /// Which pages of other origins may call.
    public var cors: CORSRules?
    /// `BUFFERED` or `RESPONSE_STREAM`.
    public var invokeMode: String?

    /// Makes the operation.
    public init(
        functionName: String,
        qualifier: String? = nil,
        authType: String? = nil,
        cors: CORSRules? = nil,
        invokeMode: String? = nil
    ) {
        self.functionName = functionName
        self.qualifier = qualifier
        self.authType = authType
        self.cors = cors
        self.invokeMode = invokeMode
    }

    /// What Lambda answers.
    public typealias Output = FunctionURL
}
