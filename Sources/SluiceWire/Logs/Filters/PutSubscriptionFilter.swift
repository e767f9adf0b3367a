// SPDX-License-Identifier: Apache-2.0

/// Makes or replaces a filter that sends a group's events elsewhere.
public struct PutSubscriptionFilter: AWSOperation, Hashable {
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
    /// Where they go.
    public var destinationArn: String
    /// The role that sends them.
    public var roleArn: String?
    /// How they are spread: `ByLogStream` or `Random`.
    public var distribution: String?
    /// Whether it looks at events that a transformer has changed.
    public var applyOnTransformedLogs: Bool?

    /// Makes the operation.
    public init(
        logGroupName: String,
        filterName: String,
        filterPattern: String,
        destinationArn: String,
        roleArn: String? = nil,
        distribution: String? = nil,
        applyOnTransformedLogs: Bool? = nil
    ) {
        self.logGroupName = logGroupName
        self.filterName = filterName
        self.filterPattern = filterPattern
        self.destinationArn = destinationArn
        self.roleArn = roleArn
        self.distribution = distribution
        self.applyOnTransformedLogs = applyOnTransformedLogs
    }

    /// Nothing is answered.
    public struct Output: Codable, Hashable, Sendable {
        /// Makes an answer from its parts.
        public init() {}
    }
}
