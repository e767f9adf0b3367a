// SPDX-License-Identifier: Apache-2.0

/// Publishes the next version of a layer.
public struct PublishLayerVersion: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(.post, "/2018-10-31/layers/{LayerName}/versions", status: 201)
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// The layer's name or ARN.
    public var layerName: String
    /// A text for people.
    public var description: String?
    /// The package.
    public var content: LayerContent
    /// Runtimes that the layer is made for.
    public var compatibleRuntimes: [String]?
    /// The layer's licence.
    public var licenseInfo: String?
    /// Instruction sets that the layer is made for.
    public var compatibleArchitectures: [String]?

    /// Makes the operation.
    public init(
        layerName: String,
        description: String? = nil,
        content: LayerContent,
        compatibleRuntimes: [String]? = nil,
        licenseInfo: String? = nil,
        compatibleArchitectures: [String]? = nil
    ) {
        self.layerName = layerName
        self.description = description
        self.content = content
        self.compatibleRuntimes = compatibleRuntimes
        self.licenseInfo = licenseInfo
        self.compatibleArchitectures = compatibleArchitectures
    }

    /// What Lambda answers.
    public typealias Output = LayerVersion
}
