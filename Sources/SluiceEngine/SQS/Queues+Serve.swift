// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceModel
import SluiceWire

extension CreateQueue: ServedOperation {
    /// Creates the queue and says its address.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let address = QueueAddress(account: context.realm.account, name: queueName)
        let now = aws.clock.now
        try await aws.side.changeQueues { queues throws(AWSFailure) in
            try queues.create(address.arn(context), self, at: now)
        }
        return Output(queueUrl: address.url(context))
    }
}

extension DeleteQueue: ServedOperation {
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let arn = try context.queue(at: queueUrl)
        try await aws.side.changeQueues { queues throws(AWSFailure) in try queues.delete(arn) }
        return Output()
    }
}

extension PurgeQueue: ServedOperation {
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let arn = try context.queue(at: queueUrl)
        try await aws.side.changeQueues { queues throws(AWSFailure) in try queues.purge(arn) }
        return Output()
    }
}

extension GetQueueUrl: ServedOperation {
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let account = queueOwnerAWSAccountId ?? context.realm.account
        let address = QueueAddress(account: account, name: queueName)
        _ = try await aws.side.queues.queue(address.arn(context))
        return Output(queueUrl: address.url(context))
    }
}

extension ListQueues: ServedOperation {
    /// Lists the queues of the account and region in the order of their names.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let start = "arn:aws:sqs:\(context.realm.region):\(context.realm.account):"
        let most = maxResults ?? 1_000
        guard (1...1_000).contains(most) else {
            throw AWSFailure(
                code: "InvalidParameterValue",
                message: "Value for parameter MaxResults is invalid. Reason: MaxResults must be an "
                    + "integer between 1 and 1000.",
                status: 400
            )
        }
        let all = await aws.side.queues.queues.sorted.filter {
            $0.arn.hasPrefix(start + (queueNamePrefix ?? "")) && $0.name > nextToken ?? ""
        }
        let page = all.prefix(most)
        return Output(
            queueUrls: page.map {
                QueueAddress(account: context.realm.account, name: $0.name).url(context)
            },
            nextToken: all.count > most && maxResults != nil ? page.last?.name : nil
        )
    }
}

extension GetQueueAttributes: ServedOperation {
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let arn = try context.queue(at: queueUrl)
        try QueueRules.check(names: attributeNames ?? [])
        let queues = await aws.side.queues
        let queue = try queues.queue(arn)
        let counts = queues.counts(of: arn, at: aws.clock.now)
        var all = queue.shownAttributes
        all["QueueArn"] = arn
        all["CreatedTimestamp"] = String(queue.createdAt.second)
        all["LastModifiedTimestamp"] = String(queue.modifiedAt.second)
        all["ApproximateNumberOfMessages"] = String(counts.ready)
        all["ApproximateNumberOfMessagesNotVisible"] = String(counts.taken)
        all["ApproximateNumberOfMessagesDelayed"] = String(counts.delayed)
        let names = Set(attributeNames ?? [])
        let shown = names.contains("All") ? all : all.filter { names.contains($0.key) }
        return Output(attributes: shown.isEmpty ? nil : shown)
    }
}

extension SetQueueAttributes: ServedOperation {
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let (arn, now) = (try context.queue(at: queueUrl), aws.clock.now)
        try await aws.side.changeQueues { queues throws(AWSFailure) in
            try queues.set(attributes, of: arn, at: now)
        }
        return Output()
    }
}

extension TagQueue: ServedOperation {
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let arn = try context.queue(at: queueUrl)
        try await aws.side.changeQueues { queues throws(AWSFailure) in
            try queues.tag(arn, adding: tags, removing: [])
        }
        return Output()
    }
}

extension UntagQueue: ServedOperation {
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let arn = try context.queue(at: queueUrl)
        try await aws.side.changeQueues { queues throws(AWSFailure) in
            try queues.tag(arn, adding: [:], removing: tagKeys)
        }
        return Output()
    }
}

extension ListQueueTags: ServedOperation {
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let tags = try await aws.side.queues.queue(try context.queue(at: queueUrl)).tags
        return Output(tags: tags.isEmpty ? nil : tags)
    }
}
