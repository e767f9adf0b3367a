// SPDX-License-Identifier: Apache-2.0

/// Reads the resource policy of a function, version or alias.
public struct GetPolicy: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .get,
        "/2015-03-31/functions/{FunctionName}/policy",
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

    /// A resource policy.
    public struct Output: Codable, Hashable, Sendable {
        /// The policy as a JSON text.
        public var policy: String?
        /// Changes with every change of the policy.
        public var revisionId: String?

        /// Makes an answer.
        public init(policy: String? = nil, revisionId: String? = nil) {
            self.policy = policy
            self.revisionId = revisionId
        }
    }
}
