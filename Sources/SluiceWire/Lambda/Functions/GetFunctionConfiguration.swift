// SPDX-License-Identifier: Apache-2.0

/// Reads the configuration of one version of a function.
public struct GetFunctionConfiguration: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .get,
        "/2015-03-31/functions/{FunctionName}/configuration",
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

    /// What Lambda answers.
    public typealias Output = FunctionConfiguration
}
