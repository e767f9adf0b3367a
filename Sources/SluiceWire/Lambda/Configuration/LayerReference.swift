// SPDX-License-Identifier: Apache-2.0

/// A layer version that a function uses.
public struct LayerReference: Codable, Hashable, Sendable {
    /// The layer version's ARN.
    public var arn: String?
    /// Bytes of the layer's package.
    public var codeSize: Int?

    /// Makes one from its parts.
    public init(arn: String? = nil, codeSize: Int? = nil) {
        self.arn = arn
        self.codeSize = codeSize
    }
}
