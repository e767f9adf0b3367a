// SPDX-License-Identifier: Apache-2.0

/// Says when a function's runtime is updated.
public struct PutRuntimeManagementConfig: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .put,
        "/2021-07-20/functions/{FunctionName}/runtime-management-config",
        query: ["Qualifier": "Qualifier"]
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// A name, an ARN, or either with a qualifier.
    public var functionName: String
    /// A version or an alias; `nil` is the function itself.
    public var qualifier: String?
    /// `Auto`, `FunctionUpdate` or `Manual`.
    public var updateRuntimeOn: String
    /// The pinned runtime, with `Manual`.
    public var runtimeVersionArn: String?

    /// Makes the operation.
    public init(
        functionName: String,
        qualifier: String? = nil,
        updateRuntimeOn: String,
        runtimeVersionArn: String? = nil
    ) {
        self.functionName = functionName
        self.qualifier = qualifier
        self.updateRuntimeOn = updateRuntimeOn
        self.runtimeVersionArn = runtimeVersionArn
    }

    /// What Lambda answers.
    public struct Output: Codable, Hashable, Sendable {
        /// `Auto`, `FunctionUpdate` or `Manual`.
        public var updateRuntimeOn: String?
        /// The function's ARN, qualified as it was asked for.
        public var functionArn: String?
        /// The pinned runtime, with `Manual`.
        public var runtimeVersionArn: String?

        /// Makes an answer.
        public init(
            updateRuntimeOn: String? = nil,
            functionArn: String? = nil,
            runtimeVersionArn: String? = nil
        ) {
            self.updateRuntimeOn = updateRuntimeOn
            self.functionArn = functionArn
            self.runtimeVersionArn = runtimeVersionArn
        }
    }
}
