// SPDX-License-Identifier: Apache-2.0
import NIOCore
import SluiceBase
import SluiceModel
import SluiceWire

extension LocalAWS {
    /// An event that puts a message into a queue; `nil` when the ARN is no queue's.
    nonisolated func event(
        toQueue arn: String,
        body: String,
        attributes: [String: QueueAttributeValue] = [:],
        id: String,
        source: QueuedEvent.Source? = nil
    ) -> QueuedEvent? {
        guard arn.hasPrefix("arn:aws:sqs:") else { return nil }
        let now = clock.now
        var event = QueuedEvent(
            id: id,
            function: "",
            payload: Array(body.utf8),
            acceptedAt: now,
            dueAt: now
        )
        event.queue = QueuedEvent.Queue(arn: arn, attributes: attributes, source: source)
        return event
    }

    /// Puts a message into its queue; one that is not there is not tried again.
    nonisolated func put(_ event: QueuedEvent, into queue: QueuedEvent.Queue) async -> InvokeAnswer
    {
        let content = StoredMessage.Content(
            id: event.id,
            body: String(decoding: event.payload, as: UTF8.self),
            attributes: queue.attributes
        )
        let outcome: InvokeAnswer.Outcome
        do throws(AWSFailure) {
            let now = clock.now
            _ = try await side.changeQueues { queues throws(AWSFailure) in
                try queues.send(content, to: queue.arn, delay: nil, at: now)
            }
            outcome = .returned(ByteBuffer())
        } catch {
            outcome = .refused(error)
        }
        return InvokeAnswer(requestID: event.id, executedVersion: nil, outcome: outcome)
    }
}
