// SPDX-License-Identifier: Apache-2.0
import SluiceBase
public import SluiceWire

extension SNS.TagResource: ModelOperation {
    /// Adds tags to a topic.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        var topic = try model.taggedTopic(resourceArn)
        for tag in tags { topic.tags[tag.key] = tag.value }
        try TopicRules.check(tags: topic.tags)
        model.commit(.topic(topic))
        return Output()
    }
}

extension SNS.UntagResource: ModelOperation {
    /// Takes tags from a topic.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        var topic = try model.taggedTopic(resourceArn)
        for key in tagKeys { topic.tags[key] = nil }
        model.commit(.topic(topic))
        return Output()
    }
}

extension SNS.ListTagsForResource: ModelOperation {
    /// Lists the tags of a topic, by name.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let tags = try model.taggedTopic(resourceArn).tags.sorted { $0.key < $1.key }
        return Output(tags: tags.map { SNSTag(key: $0.key, value: $0.value) })
    }
}

extension LambdaModel {
    fileprivate func taggedTopic(_ arn: String) throws(AWSFailure) -> TopicRecord {
        guard let topic = topics.topics[arn] else {
            throw AWSFailure(
                code: "ResourceNotFound",
                message: "Resource does not exist",
                status: 404
            )
        }
        return topic
    }
}
