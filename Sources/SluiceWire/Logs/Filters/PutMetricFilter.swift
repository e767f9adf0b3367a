// SPDX-License-Identifier: Apache-2.0

/// Makes or replaces a filter that makes measurements of a group's events.
public struct PutMetricFilter: AWSOperation, Hashable {
    /// CloudWatch Logs.
    public static let service = AWSService.logs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The group.
    public var logGroupName: String
    /// The filter's name.
    public var filterName: String
    /// Which events it takes; an empty one takes all.
    public var filterPattern: String
    /// What it makes of them: one.
    public var metricTransformations: [MetricTransformation]
    /// Whether it looks at events that a transformer has changed.
    public var applyOnTransformedLogs: Bool?
    /// Which accounts and regions it looks at.
    public var fieldSelectionCriteria: String?
    /// Which of the system's fields become dimensions.
    public var emitSystemFieldDimensions: [String]?

    /// Makes the operation.
    public init(
        logGroupName: String,
        filterName: String,
        filterPattern: String,
        metricTransformations: [MetricTransformation] = [],
        applyOnTransformedLogs: Bool? = nil,
        fieldSelectionCriteria: String? = nil,
        emitSystemFieldDimensions: [String]? = nil
    ) {
        self.logGroupName = logGroupName
        self.filterName = filterName
        self.filterPattern = filterPattern
        self.metricTransformations = metricTransformations
        self.applyOnTransformedLogs = applyOnTransformedLogs
        self.fieldSelectionCriteria = fieldSelectionCriteria
        self.emitSystemFieldDimensions = emitSystemFieldDimensions
    }

    /// Nothing is answered.
    public struct Output: Codable, Hashable, Sendable {
        /// Makes an answer from its parts.
        public init() {}
    }
}
