// SPDX-License-Identifier: Apache-2.0

/// How many calls a mapping makes at once.
public struct ScalingConfig: Codable, Hashable, Sendable {
    /// Calls at once.
    public var maximumConcurrency: Int?

    /// Makes one from its parts.
    public init(maximumConcurrency: Int? = nil) {
        self.maximumConcurrency = maximumConcurrency
    }
}
