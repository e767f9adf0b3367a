// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// A line of a stream.
public struct LogEvent: Codable, Hashable, Sendable {
    /// When it was.
    public var timestamp: Timestamp?
    /// What it says.
    public var message: String?
    /// When it arrived.
    public var ingestionTime: Timestamp?

    /// Makes one from its parts.
    public init(
        timestamp: Timestamp? = nil,
        message: String? = nil,
        ingestionTime: Timestamp? = nil
    ) {
        self.timestamp = timestamp
        self.message = message
        self.ingestionTime = ingestionTime
    }
}
