// SPDX-License-Identifier: Apache-2.0

/// Lists log groups by name.
public struct DescribeLogGroups: AWSOperation, Hashable {
    /// CloudWatch Logs.
    public static let service = AWSService.logs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// Only groups whose name begins so.
    public var logGroupNamePrefix: String?
    /// Only groups whose name has this in it.
    public var logGroupNamePattern: String?
    /// Where the page before ended.
    public var nextToken: String?
    /// The most entries in one page.
    public var limit: Int?
    /// Only groups of this class.
    public var logGroupClass: String?
    /// Only these groups, by name or ARN.
    public var logGroupIdentifiers: [String]?

    /// Makes the operation.
    public init(
        logGroupNamePrefix: String? = nil,
        logGroupNamePattern: String? = nil,
        nextToken: String? = nil,
        limit: Int? = nil,
        logGroupClass: String? = nil,
        logGroupIdentifiers: [String]? = nil
    ) {
        self.logGroupNamePrefix = logGroupNamePrefix
        self.logGroupNamePattern = logGroupNamePattern
        self.nextToken = nextToken
        self.limit = limit
        self.logGroupClass = logGroupClass
        self.logGroupIdentifiers = logGroupIdentifiers
    }

    /// A page of groups.
    public struct Output: Codable, Hashable, Sendable {
        /// The groups.
        public var logGroups: [LogGroup]
        /// Where the next page begins, if there is one.
        public var nextToken: String?

        /// Makes an answer from its parts.
        public init(logGroups: [LogGroup] = [], nextToken: String? = nil) {
            self.logGroups = logGroups
            self.nextToken = nextToken
        }
    }
}
