// SPDX-License-Identifier: Apache-2.0

/// Writes events to a stream.
public struct PutLogEvents: AWSOperation, Hashable {
    /// CloudWatch Logs.
    public static let service = AWSService.logs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// The group.
    public var logGroupName: String
    /// The stream.
    public var logStreamName: String
    /// The events in the order of their times.
    public var logEvents: [InputLogEvent]
    /// Ignored, as by AWS.
    public var sequenceToken: String?

    /// Makes the operation.
    public init(
        logGroupName: String,
        logStreamName: String,
        logEvents: [InputLogEvent] = [],
        sequenceToken: String? = nil
    ) {
        self.logGroupName = logGroupName
        self.logStreamName = logStreamName
        self.logEvents = logEvents
        self.sequenceToken = sequenceToken
    }

    /// What became of the events.
    public struct Output: Codable, Hashable, Sendable {
        /// Of no use any more.
        public var nextSequenceToken: String?
        /// What was not taken.
        public var rejectedLogEventsInfo: RejectedLogEventsInfo?

        /// Makes an answer from its parts.
        public init(
            nextSequenceToken: String? = nil,
            rejectedLogEventsInfo: RejectedLogEventsInfo? = nil
        ) {
            self.nextSequenceToken = nextSequenceToken
            self.rejectedLogEventsInfo = rejectedLogEventsInfo
        }
    }
}
