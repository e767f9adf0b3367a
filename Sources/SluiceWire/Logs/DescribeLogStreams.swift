// SPDX-License-Identifier: Apache-2.0

/// Lists the streams of a group.
public struct DescribeLogStreams: AWSOperation, Hashable {
    /// CloudWatch Logs.
    public static let service = AWSService.logs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The group.
    public var logGroupName: String?
    /// The group's name or ARN, in place of its name.
    public var logGroupIdentifier: String?
    /// Only streams whose name begins so; not with order `LastEventTime`.
    public var logStreamNamePrefix: String?
    /// `LogStreamName` (default) or `LastEventTime`.
    public var orderBy: String?
    /// Whether the last comes first.
    public var descending: Bool?
    /// Where the page before ended.
    public var nextToken: String?
    /// The most entries in one page.
    public var limit: Int?

    /// Makes the operation.
    public init(
        logGroupName: String? = nil,
        logGroupIdentifier: String? = nil,
        logStreamNamePrefix: String? = nil,
        orderBy: String? = nil,
        descending: Bool? = nil,
        nextToken: String? = nil,
        limit: Int? = nil
    ) {
        self.logGroupName = logGroupName
        self.logGroupIdentifier = logGroupIdentifier
        self.logStreamNamePrefix = logStreamNamePrefix
        self.orderBy = orderBy
        self.descending = descending
        self.nextToken = nextToken
        self.limit = limit
    }

    /// A page of streams.
    public struct Output: Codable, Hashable, Sendable {
        /// The streams.
        public var logStreams: [LogStream]
        /// Where the next page begins, if there is one.
        public var nextToken: String?

        /// Makes an answer from its parts.
        public init(logStreams: [LogStream] = [], nextToken: String? = nil) {
            self.logStreams = logStreams
            self.nextToken = nextToken
        }
    }
}
