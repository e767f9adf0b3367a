// SPDX-License-Identifier: Apache-2.0

/// Deletes a function, or one of its versions when a qualifier is given.
///
/// A version that does not exist is no error; one that an alias names is refused (409).
public struct DeleteFunction: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .delete,
        "/2015-03-31/functions/{FunctionName}",
        query: ["Qualifier": "Qualifier"],
        status: 204
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// A name, an ARN, or either with a qualifier.
    public var functionName: String
    /// The version to delete; `nil` deletes the whole function.
    public var qualifier: String?

    /// Makes the operation.
    public init(functionName: String, qualifier: String? = nil) {
        self.functionName = functionName
        self.qualifier = qualifier
    }

    /// What Lambda answers.
    public typealias Output = EmptyAnswer
}
