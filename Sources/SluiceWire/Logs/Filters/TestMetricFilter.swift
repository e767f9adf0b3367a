// SPDX-License-Identifier: Apache-2.0

/// Says which of some events a pattern takes.
public struct TestMetricFilter: AWSOperation, Hashable {
    /// CloudWatch Logs.
    public static let service = AWSService.logs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The pattern.
    public var filterPattern: String
    /// The events, at most 50.
    public var logEventMessages: [String]

    /// Makes the operation.
    public init(
        filterPattern: String,
        logEventMessages: [String] = []
    ) {
        self.filterPattern = filterPattern
        self.logEventMessages = logEventMessages
    }

    /// Those that it takes.
    public struct Output: Codable, Hashable, Sendable {
        /// The events that match.
        public var matches: [MetricFilterMatchRecord]?

        /// Makes an answer from its parts.
        public init(
            matches: [MetricFilterMatchRecord]? = nil
        ) {
            self.matches = matches
        }
    }
}
