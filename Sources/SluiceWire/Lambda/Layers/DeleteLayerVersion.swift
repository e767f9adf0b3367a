// SPDX-License-Identifier: Apache-2.0

/// Deletes a layer's version; functions that have it keep it.
public struct DeleteLayerVersion: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .delete,
        "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}",
        status: 204
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
    public typealias Output = EmptyAnswer
}
