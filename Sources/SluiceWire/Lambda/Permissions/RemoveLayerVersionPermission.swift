// SPDX-License-Identifier: Apache-2.0

/// Takes a statement out of the policy of a layer's version.
public struct RemoveLayerVersionPermission: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .delete,
        "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy/{StatementId}",
        query: ["RevisionId": "RevisionId"],
        status: 204
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// The layer's name or ARN.
    public var layerName: String
    /// The version's number.
    public var versionNumber: Int
    /// The statement's name.
    public var statementId: String
    /// Refuses the write (412) unless this is the current revision.
    public var revisionId: String?

    /// Makes the operation.
    public init(
        layerName: String,
        versionNumber: Int,
        statementId: String,
        revisionId: String? = nil
    ) {
        self.layerName = layerName
        self.versionNumber = versionNumber
        self.statementId = statementId
        self.revisionId = revisionId
    }

    /// What Lambda answers.
    public typealias Output = EmptyAnswer
}
