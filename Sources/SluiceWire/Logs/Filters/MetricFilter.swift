// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// What makes measurements of a group's events.
public struct MetricFilter: Codable, Hashable, Sendable {
    /// The filter's name.
    public var filterName: String?
    /// Which events it takes.
    public var filterPattern: String?
    /// What it makes of them.
    public var metricTransformations: [MetricTransformation]?
    /// When it was made.
    public var creationTime: Timestamp?
    /// The group.
    public var logGroupName: String?
    /// Whether it looks at events that a transformer has changed.
    public var applyOnTransformedLogs: Bool?
    /// Which accounts and regions it looks at.
    public var fieldSelectionCriteria: String?
    /// Which of the system's fields become dimensions.
    public var emitSystemFieldDimensions: [String]?

    /// Makes one from its parts.
    public init(
        filterName: String? = nil,
        filterPattern: String? = nil,
        metricTransformations: [MetricTransformation]? = nil,
        creationTime: Timestamp? = nil,
        logGroupName: String? = nil,
        applyOnTransformedLogs: Bool? = nil,
        fieldSelectionCriteria: String? = nil,
        emitSystemFieldDimensions: [String]? = nil
    ) {
        self.filterName = filterName
        self.filterPattern = filterPattern
        self.metricTransformations = metricTransformations
        self.creationTime = creationTime
        self.logGroupName = logGroupName
        self.applyOnTransformedLogs = applyOnTransformedLogs
        self.fieldSelectionCriteria = fieldSelectionCriteria
        self.emitSystemFieldDimensions = emitSystemFieldDimensions
    }
}
