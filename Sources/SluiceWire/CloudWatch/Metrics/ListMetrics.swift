// SPDX-License-Identifier: Apache-2.0

/// Lists the metrics that there are.
public struct ListMetrics: AWSOperation, Hashable {
    /// CloudWatch.
    public static let service = AWSService.cloudWatch
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// Only metrics of this namespace.
    public var namespace: String?
    /// Only metrics of this name.
    public var metricName: String?
    /// Only metrics with these dimensions, and perhaps others.
    public var dimensions: [DimensionFilter]?
    /// Where the page before ended.
    public var nextToken: String?
    /// `PT3H`: only metrics with data of the last three hours.
    public var recentlyActive: String?

    /// Makes the operation.
    public init(
        namespace: String? = nil,
        metricName: String? = nil,
        dimensions: [DimensionFilter]? = nil,
        nextToken: String? = nil,
        recentlyActive: String? = nil
    ) {
        self.namespace = namespace
        self.metricName = metricName
        self.dimensions = dimensions
        self.nextToken = nextToken
        self.recentlyActive = recentlyActive
    }

    /// A page of metrics.
    public struct Output: Codable, Hashable, Sendable {
        /// The metrics, at most 500.
        public var metrics: [CloudWatchMetric]
        /// Where the next page begins, if there is one.
        public var nextToken: String?

        /// Makes an answer from its parts.
        public init(metrics: [CloudWatchMetric] = [], nextToken: String? = nil) {
            self.metrics = metrics
            self.nextToken = nextToken
        }
    }
}
