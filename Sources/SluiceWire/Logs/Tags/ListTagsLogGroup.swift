// SPDX-License-Identifier: Apache-2.0

/// Lists the tags of a group.
public struct ListTagsLogGroup: AWSOperation, Hashable {
    /// CloudWatch Logs.
    public static let service = AWSService.logs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The group.
    public var logGroupName: String

    /// Makes the operation.
    public init(logGroupName: String) {
        self.logGroupName = logGroupName
    }

    /// The tags.
    public struct Output: Codable, Hashable, Sendable {
        /// The tags.
        public var tags: [String: String]

        /// Makes an answer from its parts.
        public init(tags: [String: String] = [:]) {
            self.tags = tags
        }
    }
}
