// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
import SluiceWire

/// A queue, without its messages.
public struct QueueRecord: Codable, Hashable, Sendable {
    /// For example `arn:aws:sqs:us-east-1:000000000000:orders`.
    public let arn: String
    /// What was set, by name.
    public var attributes: [String: String]
    /// Its tags.
    public var tags: [String: String]
    /// When it was created.
    public let createdAt: Timestamp
    /// When an attribute was last set.
    public var modifiedAt: Timestamp

    /// The last part of its ARN.
    public var name: String { arn.split(separator: ":").last.map(String.init) ?? "" }

    /// A number among the attributes, or what AWS takes without one.
    public func number(_ name: String) -> Int {
        attributes[name].flatMap { Int($0) } ?? QueueRules.numbers[name]?.standard ?? 0
    }

    /// Where messages go that were received too often, and how often that is.
    var redrive: (queue: String, receives: Int)? {
        guard let text = attributes["RedrivePolicy"],
            case .map(let policy)? = WireJSON.value(of: text),
            case .string(let queue)? = policy["deadLetterTargetArn"],
            let receives = policy["maxReceiveCount"]?.plainText.flatMap({ Int($0) })
        else { return nil }
        return (queue, receives)
    }
}
