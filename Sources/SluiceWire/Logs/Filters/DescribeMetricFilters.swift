// SPDX-License-Identifier: Apache-2.0

/// Lists metric filters, of one group or of all.
public struct DescribeMetricFilters: AWSOperation, Hashable {
    /// CloudWatch Logs.
    public static let service = AWSService.logs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The group; all without it.
    public var logGroupName: String?
    /// How their names begin.
    public var filterNamePrefix: String?
    /// Where to go on.
    public var nextToken: String?
    /// How many at most.
    public var limit: Int?
    /// The metric that they measure.
    public var metricName: String?
    /// Its namespace.
    public var metricNamespace: String?

    /// Makes the operation.
    public init(
        logGroupName: String? = nil,
        filterNamePrefix: String? = nil,
        nextToken: String? = nil,
        limit: Int? = nil,
        metricName: String? = nil,
        metricNamespace: String? = nil
    ) {
        self.logGroupName = logGroupName
        self.filterNamePrefix = filterNamePrefix
        self.nextToken = nextToken
        self.limit = limit
        self.metricName = metricName
        self.metricNamespace = metricNamespace
    }

    /// One page.
    public struct Output: Codable, Hashable, Sendable {
        /// The filters by group and name.
        public var metricFilters: [MetricFilter]?
        /// Where the next page begins; `nil` at the end.
        public var nextToken: String?

        /// Makes an answer from its parts.
        public init(
            metricFilters: [MetricFilter]? = nil,
            nextToken: String? = nil
        ) {
            self.metricFilters = metricFilters
            self.nextToken = nextToken
        }
    }
}
