// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceModel
import SluiceWire

/// An invocation that was accepted to be made later: `InvocationType: Event`; or a message to an
/// address of HTTP or to a queue.
struct QueuedEvent: Codable, Hashable, Sendable {
    /// The id that the function sees, the same at every attempt.
    var id: String
    /// The function's bare name; empty for a message to an address.
    var function: String
    /// The address that the payload is posted to, in place of a function.
    var address: Address?
    /// The queue that the payload is put into, in place of a function.
    var queue: Queue?
    /// The version or alias.
    var qualifier: String?
    /// The event.
    var payload: [UInt8]
    /// The client context, decoded.
    var clientContext: String?
    /// When it was accepted.
    var acceptedAt: Timestamp
    /// When it is to be tried next.
    var dueAt: Timestamp
    /// Attempts in which the function ran and failed.
    var failures = 0
    /// Attempts in which it could not run.
    var refusals = 0

    /// Whether a function is to run.
    var isCall: Bool { address == nil && queue == nil }

    /// A queue, with what is sent beside the payload.
    struct Queue: Codable, Hashable, Sendable {
        var arn: String
        var attributes: [String: QueueAttributeValue]
        /// Whose result it is; `nil` for a message of a topic.
        var source: Source?
    }

    /// The call that a queue is told of, and what is counted for its function where it cannot be.
    struct Source: Codable, Hashable, Sendable {
        var function: String
        var qualifier: String?
        var failure: EventMetric
    }

    /// An address of HTTP, with what is sent beside the payload.
    struct Address: Codable, Hashable, Sendable {
        var url: String
        var headers: [String: String]
    }
}
