// SPDX-License-Identifier: Apache-2.0

/// A topic in a list.
public struct SNSTopic: Codable, Hashable, Sendable {
    /// Its ARN.
    public var topicArn: String?

    /// Makes one from its parts.
    public init(topicArn: String? = nil) {
        self.topicArn = topicArn
    }
}
