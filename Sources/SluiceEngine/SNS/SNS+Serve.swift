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

extension PublishBatch: ServedOperation {
    /// Publishes each message by itself.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try check()
        _ = try await aws.model.topic(topicArn)
        var output = Output(successful: [], failed: [])
        for entry in publishBatchRequestEntries {
            let publish = Publish(
                topicArn: topicArn,
                message: entry.message,
                subject: entry.subject,
                messageStructure: entry.messageStructure,
                messageAttributes: entry.messageAttributes
            )
            do throws(AWSFailure) {
                let id = try await aws.publish(publish)
                output.successful?.append(PublishBatchResultEntry(id: entry.id, messageId: id))
            } catch {
                guard error.status < 500 else { throw error }
                output.failed?.append(
                    BatchResultErrorEntry(
                        id: entry.id,
                        code: error.code,
                        message: error.message,
                        senderFault: true
                    )
                )
            }
        }
        return output
    }

    private func check() throws(AWSFailure) {
        let ids = publishBatchRequestEntries.map(\.id)
        let (code, message): (String, String)
        if ids.isEmpty {
            code = "EmptyBatchRequest"
            message = "The batch request doesn't contain any entries."
        } else if ids.count > Limits.publishBatchMax {
            code = "TooManyEntriesInBatchRequest"
            message = "The batch request contains more entries than permissible."
        } else if Set(ids).count < ids.count {
            code = "BatchEntryIdsNotDistinct"
            message = "Two or more batch entries in the request have the same Id."
        } else {
            return
        }
        throw AWSFailure(code: code, message: message, status: 400)
    }
}

extension SNS.AddPermission: ServedOperation {}
extension SNS.RemovePermission: ServedOperation {}

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
