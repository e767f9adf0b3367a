// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// Reads the events of one stream.
public struct GetLogEvents: AWSOperation, Hashable {
    /// CloudWatch Logs.
    public static let service = AWSService.logs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The group.
    public var logGroupName: String?
    /// The group's name or ARN, in place of its name.
    public var logGroupIdentifier: String?
    /// The stream.
    public var logStreamName: String
    /// Only events from this time on.
    public var startTime: Timestamp?
    /// Only events before this time.
    public var endTime: Timestamp?
    /// Where the page before ended.
    public var nextToken: String?
    /// The most entries in one page.
    public var limit: Int?
    /// Whether to begin with the oldest.
    public var startFromHead: Bool?

    /// Makes the operation.
    public init(
        logGroupName: String? = nil,
        logGroupIdentifier: String? = nil,
        logStreamName: String,
        startTime: Timestamp? = nil,
        endTime: Timestamp? = nil,
        nextToken: String? = nil,
        limit: Int? = nil,
        startFromHead: Bool? = nil
    ) {
        self.logGroupName = logGroupName
        self.logGroupIdentifier = logGroupIdentifier
        self.logStreamName = logStreamName
        self.startTime = startTime
        self.endTime = endTime
        self.nextToken = nextToken
        self.limit = limit
        self.startFromHead = startFromHead
    }

    /// A page of events.
    public struct Output: Codable, Hashable, Sendable {
        /// The events, oldest first.
        public var events: [LogEvent]
        /// Where later events begin; the same again at the end.
        public var nextForwardToken: String?
        /// Where earlier events begin.
        public var nextBackwardToken: String?

        /// Makes an answer from its parts.
        public init(
            events: [LogEvent] = [],
            nextForwardToken: String? = nil,
            nextBackwardToken: String? = nil
        ) {
            self.events = events
            self.nextForwardToken = nextForwardToken
            self.nextBackwardToken = nextBackwardToken
        }
    }
}
