// SPDX-License-Identifier: Apache-2.0

/// Freezes `$LATEST` as the next version.
///
/// When nothing changed since the last one was published, Lambda answers with that version and
/// creates none.
public struct PublishVersion: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .post,
        "/2015-03-31/functions/{FunctionName}/versions",
        status: 201
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// A name, an ARN, or either with a qualifier.
    public var functionName: String
    /// Refuses (400) unless this is the hash of the package in `$LATEST`.
    public var codeSha256: String?
    /// The version's description; by default that of `$LATEST`.
    public var description: String?
    /// Refuses the write (412) unless this is the current revision.
    public var revisionId: String?

    /// Makes the operation.
    public init(
        functionName: String,
        codeSha256: String? = nil,
        description: String? = nil,
        revisionId: String? = nil
    ) {
        self.functionName = functionName
        self.codeSha256 = codeSha256
        self.description = description
        self.revisionId = revisionId
    }

    /// What Lambda answers.
    public typealias Output = FunctionConfiguration
}
