// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// One line that a function, or Lambda on its behalf, wrote to its log.
public struct LogLine: Sendable, Hashable {
    /// For example `/aws/lambda/checkout-api`.
    public var group: String
    /// The worker's stream, which has the version in its name.
    public var stream: String
    /// When it was read.
    public var timestamp: Timestamp
    /// The text, without the line's end.
    public var message: String

    /// Makes a line.
    public init(group: String, stream: String, timestamp: Timestamp, message: String) {
        self.group = group
        self.stream = stream
        self.timestamp = timestamp
        self.message = message
    }

    /// The same with its line's end.
    var ended: LogLine {
        var line = self
        line.message += "\n"
        return line
    }
}
