// SPDX-License-Identifier: Apache-2.0

/// Deletes a topic and its subscriptions; one that is not there is no error.
public struct DeleteTopic: AWSOperation, Hashable {
    /// SNS.
    public static let service = AWSService.sns
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The topic.
    public var topicArn: String

    /// Makes the operation.
    public init(topicArn: String) {
        self.topicArn = topicArn
    }

    /// Nothing.
    public typealias Output = EmptyAnswer
}
