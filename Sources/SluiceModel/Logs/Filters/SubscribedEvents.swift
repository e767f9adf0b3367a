// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
import SluiceWire

/// Events of a log stream, as a subscribed function is told of them before they are packed.
public struct SubscribedEvents: Sendable {
    /// Whose account it is.
    public var owner: String
    /// The group.
    public var group: String
    /// The stream.
    public var stream: String
    /// The events, in their order.
    public var events: [(at: Timestamp, message: String)]

    /// Makes a batch.
    public init(
        owner: String,
        group: String,
        stream: String,
        events: [(at: Timestamp, message: String)]
    ) {
        (self.owner, self.group, self.stream, self.events) = (owner, group, stream, events)
    }

    /// The id of the log event of a number: 56 digits, as AWS gives them.
    public static func id(of number: Int64) -> String {
        let digits = String(max(0, number))
        return "3" + String(repeating: "0", count: 55 - digits.count) + digits
    }

    /// What a filter makes of it, in JSON; `nil` when no event matches.
    ///
    /// The events are numbered from `first`, a number that no event of before has.
    public func message(to filter: SubscriptionFilterRecord, first: Int64) -> String? {
        // It was read when it was put.
        guard let pattern = try? FilterPattern(filter.pattern) else { return nil }
        let matching = events.enumerated().filter { pattern.matches($0.element.message) }
        guard !matching.isEmpty else { return nil }
        let items = matching.map { place, event in
            WireValue.map([
                "id": .string(Self.id(of: first + Int64(place))),
                "timestamp": .integer(event.at.millisecondsSince1970),
                "message": .string(event.message),
            ])
        }
        return WireJSON.text(
            of: .map([
                "messageType": .string("DATA_MESSAGE"),
                "owner": .string(owner),
                "logGroup": .string(group),
                "logStream": .string(stream),
                "subscriptionFilters": .list([.string(filter.name)]),
                "logEvents": .list(items),
            ])
        )
    }
}
