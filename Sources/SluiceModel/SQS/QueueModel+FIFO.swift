// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire

/// Queues whose messages come in order, and once.
extension QueueModel {
    /// For how long a second message of the same id is the first one.
    private static let window = Duration.seconds(300)

    /// Gives a message its place in a FIFO queue.
    ///
    /// - Returns: the message of the same id that the queue has taken, if there is one.
    /// - Throws: what a queue of this kind refuses.
    mutating func order(
        _ content: inout StoredMessage.Content,
        in queue: QueueRecord,
        delay: Int?,
        at now: Timestamp,
        _ contentID: () -> String
    ) throws(AWSFailure) -> StoredMessage.Content? {
        guard queue.isFIFO else {
            guard let id = content.deduplicationID else { return nil }
            throw Self.foreign(id, "MessageDeduplicationId")
        }
        guard let group = content.group else {
            throw .sqs("MissingParameter", "The request must contain the parameter MessageGroupId.")
        }
        if let delay { throw Self.foreign(String(delay), "DelaySeconds") }
        let isByContent = queue.attributes["ContentBasedDeduplication"] == "true"
        guard let id = content.deduplicationID ?? (isByContent ? contentID() : nil) else {
            throw .sqs(
                "InvalidParameterValue",
                "The queue should either have ContentBasedDeduplication enabled or "
                    + "MessageDeduplicationId provided explicitly"
            )
        }
        content.deduplicationID = id
        let isByGroup = queue.attributes["DeduplicationScope"] == "messageGroup"
        let key = "\(queue.arn)#\(isByGroup ? "\(group)#" : "")\(id)"
        if let first = sent[key], first.sentAt.advanced(by: Self.window) > now {
            content.id = first.id
            content.sequence = first.sequence
            return content
        }
        sweep(at: now)
        guard sent.records.count < Limits.sentMessagesMax else {
            throw .sqs("OverLimit", "This engine knows at most \(Limits.sentMessagesMax) ids.")
        }
        let sequence = Self.sequence(now, lastNumber + 1)
        content.sequence = sequence
        sent[key] = SentMessage(id: content.id, sequence: sequence, sentAt: now)
        return nil
    }

    /// Twenty digits that only grow: milliseconds, and the message's number.
    private static func sequence(_ now: Timestamp, _ number: Int) -> String {
        let digits = String(number % 10_000_000)
        return String(now.millisecondsSince1970) + String(repeating: "0", count: 7 - digits.count)
            + digits
    }

    private mutating func sweep(at now: Timestamp) {
        guard sentSweptAt.advanced(by: .seconds(60)) <= now else { return }
        sentSweptAt = now
        for (key, message) in sent.records
        where message.sentAt.advanced(by: Self.window) <= now { sent[key] = nil }
    }

    private static func foreign(_ value: String, _ name: String) -> AWSFailure {
        .sqs(
            "InvalidParameterValue",
            "Value \(value) for parameter \(name) is invalid. Reason: The request include parameter "
                + "that is not valid for this queue type."
        )
    }

    /// Refuses a place for dead letters that cannot be one.
    func checkRedrive(of queue: QueueRecord) throws(AWSFailure) {
        guard let text = queue.attributes["RedrivePolicy"], let redrive = queue.redrive else {
            return
        }
        let reason: String
        if let target = queues[redrive.queue] {
            guard target.isFIFO != queue.isFIFO else { return }
            reason = "Dead-letter queue must be same type of queue as the source."
        } else {
            reason = "Dead letter target does not exist."
        }
        throw .sqs(
            "InvalidParameterValue",
            "Value \(text) for parameter RedrivePolicy is invalid. Reason: \(reason)"
        )
    }
}

extension QueueRecord {
    /// Whether its messages come in order, and once.
    public var isFIFO: Bool { attributes["FifoQueue"] == "true" }
}
