// SPDX-License-Identifier: Apache-2.0
import SluiceHTTP
import SluiceModel
import SluiceWire

extension Publish: ServedOperation {
    /// Publishes; each subscriber is then sent the message, more than once if need be.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        Output(messageId: try await aws.publish(self))
    }
}

extension Subscribe: ServedOperation {
    /// Subscribes; an address of HTTP is asked whether it wants that.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        if `protocol` == "http", let endpoint, endpoint.hasPrefix("http://"),
            HTTPPost(endpoint) == nil
        {
            throw AWSFailure(
                code: "InvalidParameter",
                message: "Invalid parameter: Endpoint",
                status: 400
            )
        }
        let arn = try await aws.subscribe(self, home: context.endpoint)
        return Output(subscriptionArn: arn)
    }
}

extension CreateTopic: ServedOperation {}
extension DeleteTopic: ServedOperation {}
extension ListTopics: ServedOperation {}
extension GetTopicAttributes: ServedOperation {}
extension SetTopicAttributes: ServedOperation {}
extension ConfirmSubscription: ServedOperation {}
extension Unsubscribe: ServedOperation {}
extension ListSubscriptions: ServedOperation {}
extension ListSubscriptionsByTopic: ServedOperation {}
extension GetSubscriptionAttributes: ServedOperation {}
extension SetSubscriptionAttributes: ServedOperation {}
extension SNS.TagResource: ServedOperation {}
extension SNS.UntagResource: ServedOperation {}
extension SNS.ListTagsForResource: ServedOperation {}
