// SPDX-License-Identifier: Apache-2.0

/// Deletes a filter that sends events elsewhere.
public struct DeleteSubscriptionFilter: AWSOperation, Hashable {
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

    /// Makes the operation.
    public init(
        logGroupName: String,
        filterName: String
    ) {
        self.logGroupName = logGroupName
        self.filterName = filterName
    }

    /// Nothing is answered.
    public struct Output: Codable, Hashable, Sendable {
        /// Makes an answer from its parts.
        public init() {}
    }
}
