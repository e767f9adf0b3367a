// SPDX-License-Identifier: Apache-2.0

/// Takes a statement out of a resource policy.
public struct RemovePermission: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .delete,
        "/2015-03-31/functions/{FunctionName}/policy/{StatementId}",
        query: ["Qualifier": "Qualifier", "RevisionId": "RevisionId"],
        status: 204
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// A name, an ARN, or either with a qualifier.
    public var functionName: String
    /// The statement's name.
    public var statementId: String
    /// A version or an alias; `nil` is the function itself.
    public var qualifier: String?
    /// Refuses the write (412) unless this is the current revision.
    public var revisionId: String?

    /// Makes the operation.
    public init(
        functionName: String,
        statementId: String,
        qualifier: String? = nil,
        revisionId: String? = nil
    ) {
        self.functionName = functionName
        self.statementId = statementId
        self.qualifier = qualifier
        self.revisionId = revisionId
    }

    /// What Lambda answers.
    public typealias Output = EmptyAnswer
}
