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
    /// Whether the last change was that it is read from now on, or no longer.
    public var isSwitched: Bool?
    /// Whether it was deleted: it is gone once that has settled.
    public var isDeleted: Bool?
    /// When it was made or last changed.
    public var changedAt: Timestamp
    /// Tags.
    public var tags: [String: String]

    /// The mapping as Lambda describes it.
    func description(at now: Timestamp, settlingFor time: Duration) -> EventSourceMapping {
        var answer = answer
        answer.state = isSettled(at: now, after: time) ? settledState : changingState
        answer.stateTransitionReason = isStream ? "User action" : "USER_INITIATED"
        answer.lastModified = WireTimestamp(changedAt)
        return answer
    }

    /// Whether the last change is through.
    func isSettled(at now: Timestamp, after time: Duration) -> Bool {
        now >= changedAt.advanced(by: time)
    }

    private var settledState: String {
        if isDeleted == true { return "Deleting" }
        return isEnabled ? "Enabled" : "Disabled"
    }

    private var changingState: String {
        if isDeleted == true { return "Deleting" }
        guard isUpdated else { return "Creating" }
        guard isSwitched == true else { return "Updating" }
        return isEnabled ? "Enabling" : "Disabling"
    }

    private var isStream: Bool {
        let service = answer.eventSourceArn?.split(separator: ":").dropFirst(2).first
        return service == "kinesis" || service == "dynamodb"
    }
}
