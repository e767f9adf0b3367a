// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// What sends a group's events elsewhere.
public struct SubscriptionFilter: Codable, Hashable, Sendable {
    /// The filter's name.
    public var filterName: String?
    /// The group.
    public var logGroupName: String?
    /// Which events it takes.
    public var filterPattern: String?
    /// Where they go.
    public var destinationArn: String?
    /// The role that sends them.
    public var roleArn: String?
    /// How they are spread.
    public var distribution: String?
    /// Whether it looks at events that a transformer has changed.
    public var applyOnTransformedLogs: Bool?
    /// When it was made.
    public var creationTime: Timestamp?
    /// Which accounts and regions it looks at.
    public var fieldSelectionCriteria: String?
    /// Which of the system's fields are sent.
    public var emitSystemFields: [String]?

    /// Makes one from its parts.
    public init(
        filterName: String? = nil,
        logGroupName: String? = nil,
        filterPattern: String? = nil,
        destinationArn: String? = nil,
        roleArn: String? = nil,
        distribution: String? = nil,
        applyOnTransformedLogs: Bool? = nil,
        creationTime: Timestamp? = nil,
        fieldSelectionCriteria: String? = nil,
        emitSystemFields: [String]? = nil
    ) {
        self.filterName = filterName
        self.logGroupName = logGroupName
        self.filterPattern = filterPattern
        self.destinationArn = destinationArn
        self.roleArn = roleArn
        self.distribution = distribution
        self.applyOnTransformedLogs = applyOnTransformedLogs
        self.creationTime = creationTime
        self.fieldSelectionCriteria = fieldSelectionCriteria
        self.emitSystemFields = emitSystemFields
    }
}
