// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// A line that a search found.
public struct FilteredLogEvent: Codable, Hashable, Sendable {
    /// The stream that it stands in.
    public var logStreamName: String?
    /// When it was.
    public var timestamp: Timestamp?
    /// What it says.
    public var message: String?
    /// When it arrived.
    public var ingestionTime: Timestamp?
    /// Its id.
    public var eventId: String?

    /// Makes one from its parts.
    public init(
        logStreamName: String? = nil,
        timestamp: Timestamp? = nil,
        message: String? = nil,
        ingestionTime: Timestamp? = nil,
        eventId: String? = nil
    ) {
        self.logStreamName = logStreamName
        self.timestamp = timestamp
        self.message = message
        self.ingestionTime = ingestionTime
        self.eventId = eventId
    }
}
