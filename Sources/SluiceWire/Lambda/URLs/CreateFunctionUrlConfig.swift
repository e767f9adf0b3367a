// SPDX-License-Identifier: Apache-2.0

/// Gives a function or an alias an address of its own.
public struct CreateFunctionUrlConfig: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .post,
        "/2021-10-31/functions/{FunctionName}/url",
        query: ["Qualifier": "Qualifier"],
        status: 201
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// A name, an ARN, or either with a qualifier.
    public var functionName: String
    /// A version or an alias; `nil` is the function itself.
    public var qualifier: String?
    /// `NONE` or `AWS_IAM`.
    public var authType: String
    /// Which pages of other origins may call.
    public var cors: CORSRules?
    /// `BUFFERED` or `RESPONSE_STREAM`.
    public var invokeMode: String?

    /// Makes the operation.
    public init(
        functionName: String,
        qualifier: String? = nil,
        authType: String,
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
    public struct Output: Codable, Hashable, Sendable {
        /// The address.
        public var functionUrl: String?
        /// The function's ARN, qualified as it was asked for.
        public var functionArn: String?
        /// `NONE` or `AWS_IAM`.
        public var authType: String?
        /// Which pages of other origins may call.
        public var cors: CORSRules?
        /// When it was made.
        public var creationTime: String?
        /// `BUFFERED` or `RESPONSE_STREAM`.
        public var invokeMode: String?

        /// Makes an answer.
        public init(
            functionUrl: String? = nil,
            functionArn: String? = nil,
            authType: String? = nil,
            cors: CORSRules? = nil,
            creationTime: String? = nil,
            invokeMode: String? = nil
        ) {
            self.functionUrl = functionUrl
            self.functionArn = functionArn
            self.authType = authType
            self.cors = cors
            self.creationTime = creationTime
            self.invokeMode = invokeMode
        }
    }
}
