// SPDX-License-Identifier: Apache-2.0
public import SluiceWire

/// What one subscriber is to be sent.
public struct TopicDelivery: Hashable, Sendable {
    /// Who is sent it.
    public let subscription: SubscriptionRecord
    /// The fields that HTTP carries beside the body.
    public let headers: [String: String]
    /// The body of a request, or the event of a function.
    public let body: String
    /// What a queue is sent beside a message that it takes as it is.
    public var attributes: [String: MessageAttributeValue] = [:]
}
