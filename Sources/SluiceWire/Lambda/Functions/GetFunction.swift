// SPDX-License-Identifier: Apache-2.0

/// Reads a function's configuration, where its package can be fetched, and its tags.
public struct GetFunction: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .get,
        "/2015-03-31/functions/{FunctionName}",
        query: ["Qualifier": "Qualifier"]
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// A name, an ARN, or either with a qualifier.
    public var functionName: String
    /// A version or an alias; `nil` is `$LATEST`.
    public var qualifier: String?

    /// Makes the operation.
    public init(functionName: String, qualifier: String? = nil) {
        self.functionName = functionName
        self.qualifier = qualifier
    }

    /// A function as Lambda describes it.
    public struct Output: Codable, Hashable, Sendable {
        /// The configuration of the version asked for.
        public var configuration: FunctionConfiguration
        /// Where the package can be fetched.
        public var code: FunctionCodeLocation?
        /// The function's tags, if it has any.
        public var tags: [String: String]?
        /// The reserved concurrency, if there is one.
        public var concurrency: Concurrency?

        /// Makes an answer.
        public init(
            configuration: FunctionConfiguration,
            code: FunctionCodeLocation? = nil,
            tags: [String: String]? = nil,
            concurrency: Concurrency? = nil
        ) {
            self.configuration = configuration
            self.code = code
            self.tags = tags
            self.concurrency = concurrency
        }
    }
}
