// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// Searches the events of a group, across its streams.
public struct FilterLogEvents: AWSOperation, Hashable {
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
    /// Only these streams.
    public var logStreamNames: [String]?
    /// Only streams whose name begins so.
    public var logStreamNamePrefix: String?
    /// Only events from this time on.
    public var startTime: Timestamp?
    /// Only events up to this time.
    public var endTime: Timestamp?
    /// Only events that match.
    public var filterPattern: String?
    /// Where the page before ended.
    public var nextToken: String?
    /// The most entries in one page.
    public var limit: Int?
    /// Ignored, as by AWS: events of all streams come in one order.
    public var interleaved: Bool?

    /// Makes the operation.
    public init(
        logGroupName: String? = nil,
        logGroupIdentifier: String? = nil,
        logStreamNames: [String]? = nil,
        logStreamNamePrefix: String? = nil,
        startTime: Timestamp? = nil,
        endTime: Timestamp? = nil,
        filterPattern: String? = nil,
        nextToken: String? = nil,
        limit: Int? = nil,
        interleaved: Bool? = nil
    ) {
        self.logGroupName = logGroupName
        self.logGroupIdentifier = logGroupIdentifier
        self.logStreamNames = logStreamNames
        self.logStreamNamePrefix = logStreamNamePrefix
        self.startTime = startTime
        self.endTime = endTime
        self.filterPattern = filterPattern
        self.nextToken = nextToken
        self.limit = limit
        self.interleaved = interleaved
    }

    /// A page of events.
    public struct Output: Codable, Hashable, Sendable {
        /// The events; a page may be empty though there are more.
        public var events: [FilteredLogEvent]
        /// Of no use any more: always empty.
        public var searchedLogStreams: [SearchedLogStream]
        /// Where the next page begins, if there is one.
        public var nextToken: String?

        /// Makes an answer from its parts.
        public init(
            events: [FilteredLogEvent] = [],
            searchedLogStreams: [SearchedLogStream] = [],
            nextToken: String? = nil
        ) {
            self.events = events
            self.searchedLogStreams = searchedLogStreams
            self.nextToken = nextToken
        }
    }
}
