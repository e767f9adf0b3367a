// SPDX-License-Identifier: Apache-2.0

/// Sets one thing of a topic.
public struct SetTopicAttributes: AWSOperation, Hashable {
    /// SNS.
    public static let service = AWSService.sns
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The topic.
    public var topicArn: String
    /// For example `DisplayName`.
    public var attributeName: String
    /// The value.
    public var attributeValue: String?

    /// Makes the operation.
    public init(topicArn: String, attributeName: String, attributeValue: String? = nil) {
        self.topicArn = topicArn
        self.attributeName = attributeName
        self.attributeValue = attributeValue
    }

    /// Nothing.
    public typealias Output = EmptyAnswer
}
