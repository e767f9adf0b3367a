// SPDX-License-Identifier: Apache-2.0

/// A layer's version.
public struct LayerVersion: Codable, Hashable, Sendable {
    /// The package.
    public var content: LayerContentLocation?
    /// The layer's ARN.
    public var layerArn: String?
    /// The version's ARN.
    public var layerVersionArn: String?
    /// A text for people.
    public var description: String?
    /// `2026-01-01T10:40:07.123+0000`.
    public var createdDate: String?
    /// The version's number.
    public var version: Int?
    /// Runtimes that the layer is made for.
    public var compatibleRuntimes: [String]?
    /// The layer's licence.
    public var licenseInfo: String?
    /// Instruction sets that the layer is made for.
    public var compatibleArchitectures: [String]?

    /// Makes one from its parts.
    public init(
        content: LayerContentLocation? = nil,
        layerArn: String? = nil,
        layerVersionArn: String? = nil,
        description: String? = nil,
        createdDate: String? = nil,
        version: Int? = nil,
        compatibleRuntimes: [String]? = nil,
        licenseInfo: String? = nil,
        compatibleArchitectures: [String]? = nil
    ) {
        self.content = content
        self.layerArn = layerArn
        self.layerVersionArn = layerVersionArn
        self.description = description
        self.createdDate = createdDate
        self.version = version
        self.compatibleRuntimes = compatibleRuntimes
        self.licenseInfo = licenseInfo
        self.compatibleArchitectures = compatibleArchitectures
    }
}
