// SPDX-License-Identifier: Apache-2.0

/// Fetches series of values, or computes them.
public struct GetMetricData: AWSOperation, Hashable {
    /// CloudWatch.
    public static let service = AWSService.cloudWatch
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The series.
    public var metricDataQueries: [MetricDataQuery]
    /// The first moment that counts.
    public var startTime: WireTimestamp
    /// The first moment that does not count any more.
    public var endTime: WireTimestamp
    /// Where the page before ended.
    public var nextToken: String?
    /// `TimestampDescending` (default) or `TimestampAscending`.
    public var scanBy: String?
    /// The most values in one page.
    public var maxDatapoints: Int?

    /// Makes the operation.
    public init(
        metricDataQueries: [MetricDataQuery] = [],
        startTime: WireTimestamp,
        endTime: WireTimestamp,
        nextToken: String? = nil,
        scanBy: String? = nil,
        maxDatapoints: Int? = nil
    ) {
        self.metricDataQueries = metricDataQueries
        self.startTime = startTime
        self.endTime = endTime
        self.nextToken = nextToken
        self.scanBy = scanBy
        self.maxDatapoints = maxDatapoints
    }

    /// The values.
    public struct Output: Codable, Hashable, Sendable {
        /// The series, one a query that returns data.
        public var metricDataResults: [MetricDataResult]
        /// Where the next page begins, if there is one.
        public var nextToken: String?
        /// What there is to say about all of it.
        public var messages: [MetricMessage]?

        /// Makes an answer from its parts.
        public init(
            metricDataResults: [MetricDataResult] = [],
            nextToken: String? = nil,
            messages: [MetricMessage]? = nil
        ) {
            self.metricDataResults = metricDataResults
            self.nextToken = nextToken
            self.messages = messages
        }
    }
}
