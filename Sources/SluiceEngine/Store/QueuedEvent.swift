// SPDX-License-Identifier: Apache-2.0
import SluiceBase

/// An invocation that was accepted to be made later: `InvocationType: Event`.
struct QueuedEvent: Codable, Hashable, Sendable {
    /// The id that the function sees, the same at every attempt.
    var id: String
    /// The function's bare name.
    var function: String
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
}
