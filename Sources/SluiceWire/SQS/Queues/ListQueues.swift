// SPDX-License-Identifier: Apache-2.0

/// Lists queues.
public struct ListQueues: AWSOperation, Hashable {
    /// SQS.
    public static let service = AWSService.sqs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// How the names begin.
    public var queueNamePrefix: String?
    /// Where to go on.
    public var nextToken: String?
    /// How many at most.
    public var maxResults: Int?

    /// Makes the operation.
    public init(queueNamePrefix: String? = nil, nextToken: String? = nil, maxResults: Int? = nil) {
        self.queueNamePrefix = queueNamePrefix
        self.nextToken = nextToken
        self.maxResults = maxResults
    }

    private enum CodingKeys: String, CodingKey {
        case queueNamePrefix = "QueueNamePrefix"
        case nextToken = "NextToken"
        case maxResults = "MaxResults"
    }

    /// What is answered.
    public struct Output: Codable, Hashable, Sendable {
        /// The addresses.
        public var queueUrls: [String]?
        /// Where to go on.
        public var nextToken: String?

        /// Makes an answer from its parts.
        public init(queueUrls: [String]? = nil, nextToken: String? = nil) {
            self.queueUrls = queueUrls
            self.nextToken = nextToken
        }

        private enum CodingKeys: String, CodingKey {
            case queueUrls = "QueueUrls"
            case nextToken = "NextToken"
        }
    }
}
