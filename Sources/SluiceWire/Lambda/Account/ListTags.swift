// SPDX-License-Identifier: Apache-2.0

/// Reads a function's tags.
public struct ListTags: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(.get, "/2017-03-31/tags/{Resource}")
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The function's unqualified ARN.
    public var resource: String

    /// Makes the operation.
    public init(resource: String) {
        self.resource = resource
    }

    /// A function's tags.
    public struct Output: Codable, Hashable, Sendable {
        /// Key → value.
        public var tags: [String: String]?

        /// Makes an answer.
        public init(tags: [String: String]? = nil) {
            self.tags = tags
        }
    }
}
