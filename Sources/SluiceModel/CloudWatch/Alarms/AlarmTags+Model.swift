// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension CloudWatch.TagResource: ModelOperation {
    /// Adds tags to an alarm.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        try model.changeTags(of: resourceARN) { kept throws(AWSFailure) in
            for tag in tags { kept[tag.key] = tag.value }
            guard kept.count <= Limits.tagsMax else {
                throw .cloudWatch(
                    "InvalidParameterValue",
                    "The resource would have more than \(Limits.tagsMax) tags."
                )
            }
        }
        return Output()
    }
}

extension CloudWatch.UntagResource: ModelOperation {
    /// Takes tags from an alarm.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        try model.changeTags(of: resourceARN) { kept throws(AWSFailure) in
            for key in tagKeys { kept[key] = nil }
        }
        return Output()
    }
}

extension CloudWatch.ListTagsForResource: ModelOperation {
    /// Lists the tags of an alarm, by name.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        let record = try model.taggedAlarm(resourceARN)
        return Output(
            tags: record.tags.sorted { $0.key < $1.key }
                .map { CloudWatchTag(key: $0.key, value: $0.value) }
        )
    }
}

extension LambdaModel {
    fileprivate func taggedAlarm(_ arn: String) throws(AWSFailure) -> AlarmRecord {
        let parts = arn.split(separator: ":", maxSplits: 6, omittingEmptySubsequences: false)
        guard parts.count == 7, parts[2] == "cloudwatch", parts[5] == "alarm" else {
            throw .cloudWatch("InvalidParameterValue", "Invalid resource ARN: \(arn)")
        }
        guard let record = alarms.alarms[String(parts[6])] else {
            throw AWSFailure(
                code: "ResourceNotFoundException",
                message: "Unknown resource: \(arn)",
                status: 404
            )
        }
        return record
    }

    fileprivate mutating func changeTags(
        of arn: String,
        _ change: (inout [String: String]) throws(AWSFailure) -> Void
    ) throws(AWSFailure) {
        var record = try taggedAlarm(arn)
        try change(&record.tags)
        commit(.alarm(record))
    }
}
