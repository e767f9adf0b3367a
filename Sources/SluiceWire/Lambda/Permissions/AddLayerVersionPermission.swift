// SPDX-License-Identifier: Apache-2.0

/// Adds a statement to the policy of a layer's version.
public struct AddLayerVersionPermission: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .post,
        "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy",
        query: ["RevisionId": "RevisionId"],
        status: 201
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// The layer's name or ARN.
    public var layerName: String
    /// The version's number.
    public var versionNumber: Int
    /// The statement's name.
    public var statementId: String
    /// What is allowed: `lambda:InvokeFunction`.
    public var action: String
    /// Who is allowed: an account, an ARN, a service, or `*`.
    public var principal: String
    /// The organization that the caller must belong to.
    public var organizationId: String?
    /// Refuses the write (412) unless this is the current revision.
    public var revisionId: String?

    /// Makes the operation.
    public init(
        layerName: String,
        versionNumber: Int,
        statementId: String,
        action: String,
        principal: String,
        organizationId: String? = nil,
        revisionId: String? = nil
    ) {
        self.layerName = layerName
        self.versionNumber = versionNumber
        self.statementId = statementId
        self.action = action
        self.principal = principal
        self.organizationId = organizationId
        self.revisionId = revisionId
    }

    /// What Lambda answers.
    public struct Output: Codable, Hashable, Sendable {
        /// The statement as a JSON text.
        public var statement: String?
        /// Changes with every change of the policy.
        public var revisionId: String?

        /// Makes an answer.
        public init(statement: String? = nil, revisionId: String? = nil) {
            self.statement = statement
            self.revisionId = revisionId
        }
    }
}
