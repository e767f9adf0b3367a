// SPDX-License-Identifier: Apache-2.0

/// Who may sign packages.
public struct AllowedPublishers: Codable, Hashable, Sendable {
    /// ARNs of signing profiles.
    public var signingProfileVersionArns: [String]?

    /// Makes one from its parts.
    public init(signingProfileVersionArns: [String]? = nil) {
        self.signingProfileVersionArns = signingProfileVersionArns
    }
}
