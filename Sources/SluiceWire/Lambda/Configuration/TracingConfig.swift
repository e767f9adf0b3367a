// SPDX-License-Identifier: Apache-2.0

/// Whether calls are traced.
public struct TracingConfig: Codable, Hashable, Sendable {
    /// `PassThrough` or `Active`.
    public var mode: String?

    /// Makes one from its parts.
    public init(mode: String? = nil) {
        self.mode = mode
    }
}
