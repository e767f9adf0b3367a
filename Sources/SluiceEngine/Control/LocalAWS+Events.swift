// SPDX-License-Identifier: Apache-2.0
import Logging
import NIOCore
import SluiceBase
import SluiceModel
import SluiceWire

extension LocalAWS {
    /// Accepts an invocation that is made later; it is on the disk when this returns.
    func accept(_ event: QueuedEvent) throws(AWSFailure) { try accept([event]) }

    /// Accepts invocations that are made later, all or none; they are on the disk when this returns.
    func accept(_ accepted: [QueuedEvent]) throws(AWSFailure) {
        guard events.count + accepted.count <= Limits.eventsMax else {
            throw AWSFailure(
                code: "TooManyRequestsException",
                message: "Rate Exceeded.",
                status: 429,
                reason: "CallerRateLimitExceeded",
                retryAfter: 1
            )
        }
        try write { try store.save(accepted) }
        for event in accepted {
            events.add(event)
            count(.received, event)
        }
        dispatching.signal()
    }

    /// Runs accepted events until the task is cancelled; what is not done then runs after a start.
    nonisolated func dispatchEvents() async {
        await withDiscardingTaskGroup { group in
            let (due, feed) = AsyncStream.makeStream(of: QueuedEvent.self)
            group.addTask {
                await self.dispatching.run(clock: self.clock) {
                    let (events, next) = await self.takeDueEvents()
                    for event in events { feed.yield(event) }
                    return next
                }
                feed.finish()
            }
            for await event in due {
                group.addTask { await self.attempt(event) }
            }
        }
    }

    private func takeDueEvents() async -> ([QueuedEvent], Timestamp?) {
        let due = events.takeDue(at: clock.now)
        for event in due where model.isInactive(event.function) {
            // It is not called before it is active: an event is tried again, whatever came of this.
            try? await rouse(event.function)
        }
        for event in due {
            let age = event.acceptedAt.duration(to: clock.now)
            count(.age, event, Double(age / .milliseconds(1)))
        }
        return (due, events.nextDue)
    }

    private nonisolated func attempt(_ event: QueuedEvent) async {
        if let address = event.address {
            return await end(event, await post(event, to: address))
        }
        if let queue = event.queue {
            return await end(event, await put(event, into: queue))
        }
        let answer = await path.invoke(
            InvokeRequest(
                function: event.function,
                qualifier: event.qualifier,
                payload: ByteBuffer(bytes: event.payload),
                clientContext: event.clientContext,
                requestID: event.id
            )
        )
        await end(event, answer)
    }

    private func end(_ event: QueuedEvent, _ answer: InvokeAnswer) {
        let outcome = answer.outcome
        // An engine that is being stopped cuts calls off: such an event stays and runs after a start.
        if isStopping, case .returned = outcome {} else if isStopping { return }
        let isBarred = model.functions[event.function]?.head.reservedConcurrency == 0
        var limits = EventLimits(model, event)
        limits.wait = retryWait
        do {
            switch events.end(
                event,
                outcome,
                isBarred: isBarred,
                limits: limits,
                at: clock.now
            ) {
            case .done:
                let record = record(of: event, .success, answer, for: limits.onSuccess)
                try conclude(event, record)
            case .dropped(let reason, let condition):
                count(.dropped, event)
                if let source = event.queue?.source { count(source) }
                logger.warning(
                    "an asynchronous invocation was given up",
                    metadata: [
                        "function": "\(event.function)", "request-id": "\(event.id)",
                        "reason": "\(reason)",
                    ]
                )
                let record = record(of: event, condition, answer, for: limits.onFailure)
                try conclude(event, record + deadLetters(of: event, answer))
            case .again(let next): try write { try store.save(next) }
            }
        } catch {
            logger.error("an event's end was not kept", metadata: ["request-id": "\(event.id)"])
        }
        dispatching.signal()
    }

    /// Forgets an event and keeps what follows from it, both or neither.
    private func conclude(_ event: QueuedEvent, _ next: [QueuedEvent]) throws(AWSFailure) {
        try write { try store.replace(event.id, by: next) }
        for event in next {
            events.add(event)
            count(.received, event)
        }
    }

    /// The events that tell a destination; none when there is none that can be told here.
    private func record(
        of event: QueuedEvent,
        _ condition: EventRecord.Condition,
        _ answer: InvokeAnswer,
        for destination: String?
    ) -> [QueuedEvent] {
        guard let destination, event.isCall else { return [] }
        let arn = FunctionARN(
            region: region,
            account: account,
            function: event.function,
            qualifier: event.qualifier ?? "$LATEST"
        )
        let now = clock.now
        let record = EventRecord(
            event: event,
            condition: condition,
            arn: arn.description,
            answer: answer,
            now: now
        )
        if model.topics.topics[destination] != nil {
            return messages(of: Publish(topicArn: destination, message: record.text))
        }
        let source = QueuedEvent.Source(
            function: event.function,
            qualifier: event.qualifier,
            failure: .destinationFailure
        )
        if let event = self.event(
            toQueue: destination,
            body: record.text,
            id: requestID(),
            source: source
        ) {
            return [event]
        }
        guard let target = FunctionARN(destination), model.functions[target.function] != nil else {
            count(.destinationFailure, event)
            logger.warning(
                "a result was not sent: the engine sends results to functions, topics and queues only",
                metadata: ["destination": "\(destination)", "request-id": "\(event.id)"]
            )
            return []
        }
        return [
            QueuedEvent(
                id: requestID(),
                function: target.function,
                qualifier: target.qualifier,
                payload: Array(record.text.utf8),
                acceptedAt: now,
                dueAt: now
            )
        ]
    }
}
