// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// A message that a FIFO queue takes no second time.
public struct SentMessage: Codable, Hashable, Sendable {
    /// The message's id.
    public let id: String
    /// Its place in the queue, as clients see it.
    public let sequence: String
    /// When it was sent.
    public let sentAt: Timestamp
}
