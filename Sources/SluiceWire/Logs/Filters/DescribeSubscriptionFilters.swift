// SPDX-License-Identifier: Apache-2.0

/// Lists the filters that send a group's events elsewhere.
public struct DescribeSubscriptionFilters: AWSOperation, Hashable {
    /// CloudWatch Logs.
    public static let service = AWSService.logs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The group.
    public var logGroupName: String
    /// How their names begin.
    public var filterNamePrefix: String?
    /// Where to go on.
    public var nextToken: String?
    /// How many at most.
    public var limit: Int?

    /// Makes the operation.
    public init(
        logGroupName: String,
        filterNamePrefix: String? = nil,
        nextToken: String? = nil,
        limit: Int? = nil
    ) {
        self.logGroupName = logGroupName
        self.filterNamePrefix = filterNamePrefix
        self.nextToken = nextToken
        self.limit = limit
    }

    /// One page.
    public struct Output: Codable, Hashable, Sendable {
        /// The filters.
        public var subscriptionFilters: [SubscriptionFilter]?
        /// Where the next page begins; `nil` at the end.
        public var nextToken: String?

        /// Makes an answer from its parts.
        public init(
            subscriptionFilters: [SubscriptionFilter]? = nil,
            nextToken: String? = nil
        ) {
            self.subscriptionFilters = subscriptionFilters
            self.nextToken = nextToken
        }
    }
}
