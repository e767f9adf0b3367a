// SPDX-License-Identifier: Apache-2.0

/// What overrides an image's own settings, as Lambda answers it.
public struct ImageConfigResponse: Codable, Hashable, Sendable {
    /// The settings.
    public var imageConfig: ImageConfig?

    /// Makes one from its parts.
    public init(imageConfig: ImageConfig? = nil) {
        self.imageConfig = imageConfig
    }
}
