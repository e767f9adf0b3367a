// SPDX-License-Identifier: Apache-2.0

/// Sets one thing of a subscription.
public struct SetSubscriptionAttributes: AWSOperation, Hashable {
    /// SNS.
    public static let service = AWSService.sns
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The subscription.
    public var subscriptionArn: String
    /// For example `RawMessageDelivery`.
    public var attributeName: String
    /// The value.
    public var attributeValue: String?

    /// Makes the operation.
    public init(subscriptionArn: String, attributeName: String, attributeValue: String? = nil) {
        self.subscriptionArn = subscriptionArn
        self.attributeName = attributeName
        self.attributeValue = attributeValue
    }

    /// Nothing.
    public typealias Output = EmptyAnswer
}
