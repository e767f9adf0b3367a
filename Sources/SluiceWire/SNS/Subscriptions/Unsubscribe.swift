// SPDX-License-Identifier: Apache-2.0

/// Ends a subscription; one that is not there is no error.
public struct Unsubscribe: AWSOperation, Hashable {
    /// SNS.
    public static let service = AWSService.sns
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The subscription.
    public var subscriptionArn: String

    /// Makes the operation.
    public init(subscriptionArn: String) {
        self.subscriptionArn = subscriptionArn
    }

    /// Nothing.
    public typealias Output = EmptyAnswer
}
