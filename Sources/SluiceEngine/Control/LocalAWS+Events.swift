// SPDX-License-Identifier: Apache-2.0
import Logging
import NIOCore
import SluiceBase
import SluiceModel
import SluiceWire

extension LocalAWS {
    /// Accepts an invocation that is made later; it is on the disk when this returns.
    func accept(_ event: QueuedEvent) throws(AWSFailure) {
        guard events.count < Limits.eventsMax else {
            throw AWSFailure(
                code: "TooManyRequestsException",
                message: "Rate Exceeded.",
                status: 429,
                reason: "CallerRateLimitExceeded",
                retryAfter: 1
            )
        }
        try write { try store.save(event) }
        events.add(event)
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

    private func takeDueEvents() -> ([QueuedEvent], Timestamp?) {
        let due = events.takeDue(at: clock.now)
        return (due, events.nextDue)
    }

    private nonisolated func attempt(_ event: QueuedEvent) async {
        let answer = await path.invoke(
            InvokeRequest(
                function: event.function,
                qualifier: event.qualifier,
                payload: ByteBuffer(bytes: event.payload),
                clientContext: event.clientContext,
                requestID: event.id
            )
        )
        await end(event, answer.outcome)
    }

    private func end(_ event: QueuedEvent, _ outcome: InvokeAnswer.Outcome) {
        // An engine that is being stopped cuts calls off: such an event stays and runs after a start.
        if isStopping, case .returned = outcome {} else if isStopping { return }
        let isBarred = model.functions[event.function]?.head.reservedConcurrency == 0
        do {
            switch events.end(event, outcome, isBarred: isBarred, at: clock.now) {
            case .done: try write { try store.removeEvent(event.id) }
            case .dropped(let reason):
                try write { try store.removeEvent(event.id) }
                logger.warning(
                    "an asynchronous invocation was given up",
                    metadata: [
                        "function": "\(event.function)", "request-id": "\(event.id)",
                        "reason": "\(reason)",
                    ]
                )
            case .again(let next): try write { try store.save(next) }
            }
        } catch {
            logger.error("an event's end was not kept", metadata: ["request-id": "\(event.id)"])
        }
        dispatching.signal()
    }
}
