// SPDX-License-Identifier: Apache-2.0
/// The topics of an account and their subscriptions.
public struct TopicBoard: Sendable {
    /// The topics by ARN.
    public private(set) var topics: [String: TopicRecord] = [:]
    /// The subscriptions by ARN.
    public private(set) var subscriptions: [String: SubscriptionRecord] = [:]

    /// The topics in the order of their names.
    var ordered: [TopicRecord] { topics.values.sorted { $0.arn < $1.arn } }

    /// Subscriptions in the order of their ARNs: those of a topic, or all.
    func subscriptions(of topic: String? = nil) -> [SubscriptionRecord] {
        subscriptions.values.filter { topic == nil || $0.topicARN == topic }
            .sorted { $0.arn < $1.arn }
    }

    mutating func upsert(_ topic: TopicRecord) { topics[topic.arn] = topic }

    mutating func upsert(_ subscription: SubscriptionRecord) {
        subscriptions[subscription.arn] = subscription
    }

    mutating func remove(topic arn: String) {
        topics[arn] = nil
        subscriptions = subscriptions.filter { $0.value.topicARN != arn }
    }

    mutating func remove(subscription arn: String) { subscriptions[arn] = nil }
}
