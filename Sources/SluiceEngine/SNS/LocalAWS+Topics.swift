// SPDX-License-Identifier: Apache-2.0
import Logging
import NIOCore
import SluiceBase
import SluiceHTTP
import SluiceModel
import SluiceWire

extension LocalAWS {
    /// Publishes; what subscribers are to be sent is on the disk when this returns.
    func publish(_ publish: Publish) throws(AWSFailure) -> String {
        let id = requestID()
        let deliveries = try model.deliveries(of: publish, id: id, at: clock.now)
        try accept(deliveries.compactMap(event))
        return id
    }

    /// What the engine itself has to tell a topic, as events that are not accepted yet.
    func messages(of publish: Publish) -> [QueuedEvent] {
        do {
            let deliveries = try model.deliveries(of: publish, id: requestID(), at: clock.now)
            return deliveries.compactMap(event)
        } catch {
            logger.warning(
                "a topic was not told",
                metadata: [
                    "topic": "\(publish.topicArn ?? "")", "reason": "\(error.message)",
                ]
            )
            return []
        }
    }

    /// Subscribes; an address that has not confirmed is asked to, again at every call.
    func subscribe(_ request: Subscribe, home: String) async throws(AWSFailure) -> String {
        var next = model
        let record = try next.subscribe(
            request,
            id: requestID(),
            token: (requestID() + requestID()).filter { $0 != "-" },
            home: home
        )
        if try take(&next) { await follow() }
        if record.isConfirmed { return record.arn }
        let question = model.confirmation(of: record, id: requestID(), at: clock.now)
        if let event = event(question) { try accept(event) }
        return request.returnSubscriptionArn == true ? record.arn : "pending confirmation"
    }

    /// What was given up, for the topic that the function's dead letters go to.
    func deadLetters(of event: QueuedEvent, _ answer: InvokeAnswer) -> [QueuedEvent] {
        guard let function = model.functions[event.function] else { return [] }
        let name = answer.executedVersion ?? event.qualifier ?? "$LATEST"
        let version = Version(name) ?? function.aliases[name]?.version ?? .latest
        let target = function.record(of: version)?.program.settings.deadLetterTarget
        guard let target, !target.isEmpty else { return [] }
        guard model.topics.topics[target] != nil || target.hasPrefix("arn:aws:sqs:") else {
            count(.deadLetterError, event)
            logger.warning(
                "a dead letter was not sent: the engine sends them to topics and queues only",
                metadata: ["destination": "\(target)", "request-id": "\(event.id)"]
            )
            return []
        }
        var (status, text) = (200, "")
        switch answer.outcome {
        case .returned: break
        case .functionError(let body): text = String(buffer: body)
        case .refused(let failure): (status, text) = (failure.status, failure.message)
        }
        var attributes = [
            "RequestID": MessageAttributeValue(dataType: "String", stringValue: event.id),
            "ErrorCode": MessageAttributeValue(dataType: "Number", stringValue: "\(status)"),
        ]
        if !text.isEmpty {
            attributes["ErrorMessage"] = MessageAttributeValue(
                dataType: "String",
                stringValue: String(text.prefix(Limits.deadLetterErrorMax))
            )
        }
        let body = event.payload.isEmpty ? "{}" : String(decoding: event.payload, as: UTF8.self)
        let letter = self.event(
            toQueue: target,
            body: body,
            attributes: attributes.mapValues(QueueAttributeValue.init),
            id: requestID(),
            source: QueuedEvent.Source(
                function: event.function,
                qualifier: event.qualifier,
                failure: .deadLetterError
            )
        )
        if let letter { return [letter] }
        return messages(
            of: Publish(
                topicArn: target,
                message: body,
                messageAttributes: attributes
            )
        )
    }

    private func event(_ delivery: TopicDelivery) -> QueuedEvent? {
        let now = clock.now
        var event = QueuedEvent(
            id: requestID(),
            function: "",
            payload: Array(delivery.body.utf8),
            acceptedAt: now,
            dueAt: now
        )
        let subscription = delivery.subscription
        if subscription.kind == "sqs" {
            return self.event(
                toQueue: subscription.endpoint,
                body: delivery.body,
                attributes: delivery.attributes.mapValues(QueueAttributeValue.init),
                id: event.id
            )
        }
        if subscription.kind == "http" {
            event.address = QueuedEvent.Address(
                url: subscription.endpoint,
                headers: delivery.headers
            )
            return event
        }
        do {
            let target = try model.target(of: subscription.endpoint, qualifier: nil)
            event.function = target.function
            event.qualifier = target.qualifier
            return event
        } catch {
            logger.warning(
                "a subscriber cannot be called",
                metadata: [
                    "subscription": "\(subscription.arn)", "reason": "\(error.message)",
                ]
            )
            return nil
        }
    }

    /// Posts a message to its address; what is no 2xx counts as one that cannot be reached.
    nonisolated func post(_ event: QueuedEvent, to address: QueuedEvent.Address) async
        -> InvokeAnswer
    {
        let request = HTTPPost(address.url, headers: address.headers, body: event.payload)
        var reason = "this is no address of HTTP"
        if let request {
            do {
                let status = try await request.send(on: loop)
                if (200..<300).contains(status) {
                    return InvokeAnswer(
                        requestID: event.id,
                        executedVersion: nil,
                        outcome: .returned(ByteBuffer())
                    )
                }
                reason = "it answered \(status)"
            } catch {
                reason = "\(error)"
            }
        }
        let failure = AWSFailure(
            code: "ServiceUnavailable",
            message: "\(address.url): \(reason)",
            status: request == nil ? 400 : 503
        )
        return InvokeAnswer(requestID: event.id, executedVersion: nil, outcome: .refused(failure))
    }
}
