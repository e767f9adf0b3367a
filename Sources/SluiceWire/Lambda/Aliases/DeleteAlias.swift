// SPDX-License-Identifier: Apache-2.0

/// Deletes an alias; one that does not exist is no error.
public struct DeleteAlias: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .delete,
        "/2015-03-31/functions/{FunctionName}/aliases/{Name}",
        status: 204
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// A name, an ARN, or either with a qualifier.
    public var functionName: String
    /// The alias's name.
    public var name: String

    /// Makes the operation.
    public init(functionName: String, name: String) {
        self.functionName = functionName
        self.name = name
    }

    /// What Lambda answers.
    public typealias Output = EmptyAnswer
}
