// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire

extension TagLogGroup: ServedOperation {
    /// Adds tags.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try await aws.addTags(tags, to: logGroupName)
        return Output()
    }
}

extension UntagLogGroup: ServedOperation {
    /// Takes tags away.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try await aws.removeTags(tags, from: logGroupName)
        return Output()
    }
}

extension ListTagsLogGroup: ServedOperation {
    /// Lists tags.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let name = logGroupName
        return Output(tags: try await aws.writeLogs { try $0.requiredGroup(name).tags })
    }
}

extension CloudWatchLogs.TagResource: ServedOperation {
    /// Adds tags.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try LogRules.check(resource: resourceArn)
        try await aws.addTags(tags, to: LogRules.group(identifier: resourceArn))
        return Output()
    }
}

extension CloudWatchLogs.UntagResource: ServedOperation {
    /// Takes tags away.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try LogRules.check(resource: resourceArn)
        try await aws.removeTags(tagKeys, from: LogRules.group(identifier: resourceArn))
        return Output()
    }
}

extension CloudWatchLogs.ListTagsForResource: ServedOperation {
    /// Lists tags.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try LogRules.check(resource: resourceArn)
        let name = LogRules.group(identifier: resourceArn)
        return Output(tags: try await aws.writeLogs { try $0.requiredGroup(name).tags })
    }
}

extension LocalAWS {
    fileprivate func addTags(_ tags: [String: String], to group: String) throws(AWSFailure) {
        try change(group) { record in
            record.tags.merge(tags) { $1 }
            try LogRules.check(tags: record.tags)
        }
    }

    fileprivate func removeTags(_ names: [String], from group: String) throws(AWSFailure) {
        try change(group) { record in
            for name in names { record.tags[name] = nil }
        }
    }
}
