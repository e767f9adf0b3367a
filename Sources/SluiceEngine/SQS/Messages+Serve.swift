// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceModel
import SluiceWire

extension SendMessage: ServedOperation {
    /// Sends the message; it is on the disk when this is answered.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let content = StoredMessage.Content(
            id: aws.requestID(),
            body: messageBody,
            attributes: messageAttributes ?? [:],
            group: messageGroupId,
            deduplicationID: messageDeduplicationId
        )
        let (arn, now) = (try context.queue(at: queueUrl), aws.clock.now)
        let kept = try await aws.side.changeQueues { queues throws(AWSFailure) in
            try queues.send(content, to: arn, delay: delaySeconds, at: now) {
                StoredMessage.Content.id(of: content.body)
            }
        }
        return Output(
            md5OfMessageBody: content.bodySum,
            md5OfMessageAttributes: content.attributesSum,
            messageId: kept.id,
            sequenceNumber: kept.sequence
        )
    }
}

extension SendMessageBatch: ServedOperation {
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try checkBatch(entries.map(\.id), "SendMessageBatchRequestEntry")
        var output = Output(successful: [], failed: [])
        for entry in entries {
            do throws(AWSFailure) {
                let sent = try await SendMessage(
                    queueUrl: queueUrl,
                    messageBody: entry.messageBody,
                    delaySeconds: entry.delaySeconds,
                    messageAttributes: entry.messageAttributes,
                    messageDeduplicationId: entry.messageDeduplicationId,
                    messageGroupId: entry.messageGroupId
                ).serve(in: aws, context)
                output.successful.append(
                    SendMessageBatchResultEntry(
                        id: entry.id,
                        messageId: sent.messageId ?? "",
                        md5OfMessageBody: sent.md5OfMessageBody ?? "",
                        md5OfMessageAttributes: sent.md5OfMessageAttributes,
                        sequenceNumber: sent.sequenceNumber
                    )
                )
            } catch {
                output.failed.append(try error.failed(entry.id))
            }
        }
        return output
    }
}

extension ReceiveMessage: ServedOperation {
    /// Receives what can be received, or waits for it as long as was asked.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let arn = try context.queue(at: queueUrl)
        try QueueRules.check(self)
        let most = maxNumberOfMessages ?? 1
        let queue = try await aws.side.queues.queue(arn)
        let seconds = waitTimeSeconds ?? queue.number("ReceiveMessageWaitTimeSeconds")
        let end = aws.clock.now.advanced(by: .seconds(min(max(seconds, 0), 20)))
        while true {
            let messages = try await aws.side.receive(
                from: arn,
                most: most,
                hiddenFor: visibilityTimeout
            )
            let now = aws.clock.now
            guard messages.isEmpty, now < end, !Task.isCancelled else {
                return Output(messages: messages.isEmpty ? nil : messages.map(shown))
            }
            // Who is cut off receives nothing more.
            try? await aws.clock.sleep(
                until: min(end, now.advanced(by: Limits.queuePollInterval)),
                tolerance: nil
            )
        }
    }

    private func shown(_ message: StoredMessage) -> QueueMessage {
        let account = message.queue.split(separator: ":").dropLast().last.map(String.init) ?? ""
        let first = (message.firstReceivedAt ?? message.sentAt).millisecondsSince1970
        var own = [
            "SenderId": account,
            "SentTimestamp": String(message.sentAt.millisecondsSince1970),
            "ApproximateReceiveCount": String(message.receives),
            "ApproximateFirstReceiveTimestamp": String(first),
        ]
        own["MessageGroupId"] = message.content.group
        own["MessageDeduplicationId"] = message.content.deduplicationID
        own["SequenceNumber"] = message.content.sequence
        let ownNames = Set((attributeNames ?? []) + (messageSystemAttributeNames ?? []))
        let shownOwn = ownNames.contains("All") ? own : own.filter { ownNames.contains($0.key) }
        let attributes = message.content.attributes.filter { isWanted($0.key) }
        return QueueMessage(
            messageId: message.content.id,
            receiptHandle: message.handle,
            md5OfBody: message.content.bodySum,
            body: message.content.body,
            attributes: shownOwn.isEmpty ? nil : shownOwn,
            md5OfMessageAttributes: StoredMessage.Content.sum(of: attributes),
            messageAttributes: attributes.isEmpty ? nil : attributes
        )
    }

    private func isWanted(_ name: String) -> Bool {
        (messageAttributeNames ?? []).contains { wanted in
            wanted == "All" || wanted == ".*" || wanted == name
                || wanted.hasSuffix(".*") && name.hasPrefix(wanted.dropLast(2))
        }
    }
}

extension DeleteMessage: ServedOperation {
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let arn = try context.queue(at: queueUrl)
        try await aws.side.changeQueues { queues throws(AWSFailure) in
            try queues.delete(handle: receiptHandle, from: arn)
        }
        return Output()
    }
}

extension DeleteMessageBatch: ServedOperation {
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try checkBatch(entries.map(\.id), "DeleteMessageBatchRequestEntry")
        var output = Output(successful: [], failed: [])
        for entry in entries {
            do throws(AWSFailure) {
                _ = try await DeleteMessage(queueUrl: queueUrl, receiptHandle: entry.receiptHandle)
                    .serve(in: aws, context)
                output.successful.append(DeleteMessageBatchResultEntry(id: entry.id))
            } catch {
                output.failed.append(try error.failed(entry.id))
            }
        }
        return output
    }
}

extension ChangeMessageVisibility: ServedOperation {
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        let (arn, now) = (try context.queue(at: queueUrl), aws.clock.now)
        try await aws.side.changeQueues { queues throws(AWSFailure) in
            try queues.hide(handle: receiptHandle, in: arn, seconds: visibilityTimeout, at: now)
        }
        return Output()
    }
}

extension ChangeMessageVisibilityBatch: ServedOperation {
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try checkBatch(entries.map(\.id), "ChangeMessageVisibilityBatchRequestEntry")
        var output = Output(successful: [], failed: [])
        for entry in entries {
            do throws(AWSFailure) {
                _ = try await ChangeMessageVisibility(
                    queueUrl: queueUrl,
                    receiptHandle: entry.receiptHandle,
                    visibilityTimeout: entry.visibilityTimeout ?? 30
                ).serve(in: aws, context)
                output.successful.append(ChangeMessageVisibilityBatchResultEntry(id: entry.id))
            } catch {
                output.failed.append(try error.failed(entry.id))
            }
        }
        return output
    }
}

extension AWSFailure {
    /// The entry of a batch that was refused; what concerns the whole queue is thrown.
    fileprivate func failed(_ id: String) throws(AWSFailure) -> QueueBatchFailure {
        guard code != AWSFailure.noSuchQueue.code, status < 500 else { throw self }
        return QueueBatchFailure(id: id, senderFault: true, code: code, message: message)
    }
}

/// Refuses a batch that is none.
private func checkBatch(_ ids: [String], _ kind: String) throws(AWSFailure) {
    let (code, message): (String, String)
    if ids.isEmpty {
        code = "EmptyBatchRequest"
        message = "There should be at least one \(kind) in the request."
    } else if ids.count > 10 {
        code = "TooManyEntriesInBatchRequest"
        message = "Maximum number of entries per request are 10. You have sent \(ids.count)."
    } else if let twice = ids.first(where: { id in ids.filter { $0 == id }.count > 1 }) {
        code = "BatchEntryIdsNotDistinct"
        message = "Id \(twice) repeated."
    } else if ids.contains(where: { !isBatchID($0) }) {
        code = "InvalidBatchEntryId"
        message =
            "A batch entry id can only contain alphanumeric characters, hyphens and underscores. "
            + "It can be at most 80 letters long."
    } else {
        return
    }
    throw AWSFailure(code: "AWS.SimpleQueueService.\(code)", message: message, status: 400)
}

private func isBatchID(_ id: String) -> Bool {
    (1...80).contains(id.utf8.count)
        && id.utf8.allSatisfy { byte in
            switch byte {
            case 48...57, 65...90, 97...122, 45, 95: true
            default: false
            }
        }
}
