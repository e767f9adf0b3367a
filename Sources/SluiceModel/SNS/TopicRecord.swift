// SPDX-License-Identifier: Apache-2.0
/// A topic of SNS.
public struct TopicRecord: Codable, Hashable, Sendable {
    /// The ARN.
    public let arn: String
    /// What its owner set, by name.
    public var attributes: [String: String]
    /// Its tags.
    public var tags: [String: String]
    /// How many subscriptions ended.
    public var subscriptionsDeleted = 0

    /// Makes a topic.
    init(arn: String, attributes: [String: String], tags: [String: String]) {
        self.arn = arn
        self.attributes = attributes
        self.tags = tags
    }

    /// The last part of the ARN.
    public var name: String { String(arn.split(separator: ":").last ?? "") }
}
