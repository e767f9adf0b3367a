// SPDX-License-Identifier: Apache-2.0

/// Where events go that failed for good.
public struct DeadLetterConfig: Codable, Hashable, Sendable {
    /// A queue's or a topic's ARN.
    public var targetArn: String?

    /// Makes one from its parts.
    public init(targetArn: String? = nil) {
        self.targetArn = targetArn
    }
}
