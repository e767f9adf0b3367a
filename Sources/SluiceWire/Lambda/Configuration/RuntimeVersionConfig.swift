// SPDX-License-Identifier: Apache-2.0

/// The exact runtime of a version.
public struct RuntimeVersionConfig: Codable, Hashable, Sendable {
    /// The runtime's ARN.
    public var runtimeVersionArn: String?

    /// Makes one from its parts.
    public init(runtimeVersionArn: String? = nil) {
        self.runtimeVersionArn = runtimeVersionArn
    }
}
