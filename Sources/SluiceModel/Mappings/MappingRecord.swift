// SPDX-License-Identifier: Apache-2.0

public import SluiceBase
public import SluiceWire

/// A mapping from an event source to a function; stored and answered, and never polled.
public struct MappingRecord: Codable, Hashable, Sendable {
    /// The mapping's id.
    public var id: String
    /// What Lambda says of it, but for its state.
    public var answer: EventSourceMapping
    /// The bare name of the function.
    public var function: String
    /// Whether records would be read.
    public var isEnabled: Bool
    /// Whether it was changed since it was made.
    public var isUpdated = false
    /// When it was made or last changed.
    public var changedAt: Timestamp
    /// Tags.
    public var tags: [String: String]

    /// The mapping as Lambda describes it.
    func description(at now: Timestamp, settlingFor time: Duration) -> EventSourceMapping {
        var answer = answer
        if now < changedAt.advanced(by: time) {
            answer.state = isUpdated ? "Updating" : "Creating"
        } else {
            answer.state = isEnabled ? "Enabled" : "Disabled"
        }
        answer.stateTransitionReason = "USER_INITIATED"
        answer.lastModified = WireTimestamp(changedAt)
        return answer
    }
}
