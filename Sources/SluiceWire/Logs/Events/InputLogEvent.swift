// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// An event to be written.
public struct InputLogEvent: Codable, Hashable, Sendable {
    /// When it was.
    public var timestamp: Timestamp
    /// What it says.
    public var message: String

    /// Makes one from its parts.
    public init(timestamp: Timestamp, message: String) {
        self.timestamp = timestamp
        self.message = message
    }
}
