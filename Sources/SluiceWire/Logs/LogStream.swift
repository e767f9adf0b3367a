// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// A stream of log events: those of one sandbox.
public struct LogStream: Codable, Hashable, Sendable {
    /// The name within the group.
    public var logStreamName: String?
    /// When it was made.
    public var creationTime: Timestamp?
    /// When the first event was.
    public var firstEventTimestamp: Timestamp?
    /// When the last event was; comes late.
    public var lastEventTimestamp: Timestamp?
    /// When the last event arrived.
    public var lastIngestionTime: Timestamp?
    /// Of no use any more.
    public var uploadSequenceToken: String?
    /// The ARN.
    public var arn: String?
    /// Always 0.
    public var storedBytes: Int64?

    /// Makes one from its parts.
    public init(
        logStreamName: String? = nil,
        creationTime: Timestamp? = nil,
        firstEventTimestamp: Timestamp? = nil,
        lastEventTimestamp: Timestamp? = nil,
        lastIngestionTime: Timestamp? = nil,
        uploadSequenceToken: String? = nil,
        arn: String? = nil,
        storedBytes: Int64? = nil
    ) {
        self.logStreamName = logStreamName
        self.creationTime = creationTime
        self.firstEventTimestamp = firstEventTimestamp
        self.lastEventTimestamp = lastEventTimestamp
        self.lastIngestionTime = lastIngestionTime
        self.uploadSequenceToken = uploadSequenceToken
        self.arn = arn
        self.storedBytes = storedBytes
    }
}
