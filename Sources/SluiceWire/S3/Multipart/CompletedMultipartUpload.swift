// SPDX-License-Identifier: Apache-2.0

/// The parts that an object is to be made of.
public struct CompletedMultipartUpload: Codable, Hashable, Sendable {
    /// The parts, in order.
    public var parts: [CompletedPart]?

    /// Makes one from its parts.
    public init(parts: [CompletedPart]? = nil) {
        self.parts = parts
    }
}
