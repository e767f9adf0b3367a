// SPDX-License-Identifier: Apache-2.0

/// Reads the policy of a layer's version.
public struct GetLayerVersionPolicy: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .get,
        "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy"
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The layer's name or ARN.
    public var layerName: String
    /// The version's number.
    public var versionNumber: Int

    /// Makes the operation.
    public init(layerName: String, versionNumber: Int) {
        self.layerName = layerName
        self.versionNumber = versionNumber
    }

    /// What Lambda answers.
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
