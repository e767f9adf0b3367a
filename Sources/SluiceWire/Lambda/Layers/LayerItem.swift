// SPDX-License-Identifier: Apache-2.0

/// One layer in a list.
public struct LayerItem: Codable, Hashable, Sendable {
    /// The layer's name or ARN.
    public var layerName: String?
    /// The layer's ARN.
    public var layerArn: String?
    /// The newest version that was asked for.
    public var latestMatchingVersion: LayerVersionItem?

    /// Makes one from its parts.
    public init(
        layerName: String? = nil,
        layerArn: String? = nil,
        latestMatchingVersion: LayerVersionItem? = nil
    ) {
        self.layerName = layerName
        self.layerArn = layerArn
        self.latestMatchingVersion = latestMatchingVersion
    }
}
