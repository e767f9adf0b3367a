// SPDX-License-Identifier: Apache-2.0

/// One of a layer's versions in a list.
public struct LayerVersionItem: Codable, Hashable, Sendable {
    /// The version's ARN.
    public var layerVersionArn: String?
    /// The version's number.
    public var version: Int?
    /// A text for people.
    public var description: String?
    /// `2026-01-01T10:40:07.123+0000`.
    public var createdDate: String?
    /// Runtimes that the layer is made for.
    public var compatibleRuntimes: [String]?
    /// The layer's licence.
    public var licenseInfo: String?
    /// Instruction sets that the layer is made for.
    public var compatibleArchitectures: [String]?

    /// Makes one from its parts.
    public init(
        layerVersionArn: String? = nil,
        version: Int? = nil,
        description: String? = nil,
        createdDate: String? = nil,
        compatibleRuntimes: [String]? = nil,
        licenseInfo: String? = nil,
        compatibleArchitectures: [String]? = nil
    ) {
        self.layerVersionArn = layerVersionArn
        self.version = version
        self.description = description
        self.createdDate = createdDate
        self.compatibleRuntimes = compatibleRuntimes
        self.licenseInfo = licenseInfo
        self.compatibleArchitectures = compatibleArchitectures
    }
}
