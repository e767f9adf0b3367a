// SPDX-License-Identifier: Apache-2.0

/// Reads when a function's runtime is updated.
public struct GetRuntimeManagementConfig: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .get,
        "/2021-07-20/functions/{FunctionName}/runtime-management-config",
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

    /// When the runtime is updated.
    public struct Output: Codable, Hashable, Sendable {
        /// `Auto`, `FunctionUpdate` or `Manual`.
        public var updateRuntimeOn: String?
        /// The pinned runtime, with `Manual`.
        public var runtimeVersionArn: String?
        /// The function's ARN.
        public var functionArn: String?

        /// Makes an answer.
        public init(
            updateRuntimeOn: String? = nil,
            runtimeVersionArn: String? = nil,
            functionArn: String? = nil
        ) {
            self.updateRuntimeOn = updateRuntimeOn
            self.runtimeVersionArn = runtimeVersionArn
            self.functionArn = functionArn
        }
    }
}
