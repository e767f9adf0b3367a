// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire

/// The events that were accepted and are not done: which is due, and what its end means.
///
/// It is pure; who uses it writes down what it says before acting on it.
struct EventQueue: Sendable {
    /// What follows from an attempt.
    enum Verdict: Hashable, Sendable {
        /// The function returned.
        case done
        /// The event is given up, for this reason.
        case dropped(String, EventRecord.Condition)
        /// The event is tried again when it is due.
        case again(QueuedEvent)
    }

    private var waiting: [QueuedEvent]
    private var inFlight: Set<String> = []

    init(_ events: [QueuedEvent] = []) { waiting = events.sorted { $0.dueAt < $1.dueAt } }

    /// Events that are accepted and not done.
    var count: Int { waiting.count + inFlight.count }

    /// When the next event is due, if there is room for one.
    var nextDue: Timestamp? {
        inFlight.count < Limits.eventsInFlightMax ? waiting.first?.dueAt : nil
    }

    /// Takes an event in.
    mutating func add(_ event: QueuedEvent) {
        let index = waiting.firstIndex { $0.dueAt > event.dueAt } ?? waiting.endIndex
        waiting.insert(event, at: index)
    }

    /// The events to run now.
    mutating func takeDue(at now: Timestamp) -> [QueuedEvent] {
        let room = Limits.eventsInFlightMax - inFlight.count
        let due = Array(waiting.prefix(max(0, room)).prefix { $0.dueAt <= now })
        waiting.removeFirst(due.count)
        inFlight.formUnion(due.map(\.id))
        return due
    }

    /// Notes how an attempt ended.
    ///
    /// `isBarred` says that the function may not run at all: then waiting leads nowhere.
    mutating func end(
        _ event: QueuedEvent,
        _ outcome: InvokeAnswer.Outcome,
        isBarred: Bool = false,
        limits: EventLimits = EventLimits(),
        at now: Timestamp
    ) -> Verdict {
        inFlight.remove(event.id)
        var verdict = Self.verdict(on: event, outcome, limits, at: now)
        if isBarred, case .refused = outcome {
            verdict = .dropped("the function's reserved concurrency is 0", .zeroConcurrency)
        }
        if case .again(let event) = verdict { add(event) }
        return verdict
    }

    /// A function that fails gets two more tries, after 1 s and 2 s (AWS: minutes), unless its
    /// owner or the engine's said otherwise.
    ///
    /// One that cannot run at the moment is tried with growing pauses until the event is too old.
    private static func verdict(
        on event: QueuedEvent,
        _ outcome: InvokeAnswer.Outcome,
        _ limits: EventLimits,
        at now: Timestamp
    ) -> Verdict {
        var event = event
        let reason: String
        switch outcome {
        case .returned: return .done
        case .functionError:
            guard event.failures < limits.retries else {
                return .dropped(
                    "the function failed \(event.failures + 1) times",
                    .retriesExhausted
                )
            }
            event.failures += 1
            event.dueAt = now.advanced(by: limits.wait * event.failures)
            reason = "the function failed"
        case .refused(let failure):
            guard failure.status == 429 || failure.status >= 500 || failure.status == 409 else {
                return .dropped(failure.message, .retriesExhausted)
            }
            let pause = min(
                Duration.seconds(1 << min(event.refusals, 16)),
                Limits.eventBackOffMax
            )
            event.refusals += 1
            event.dueAt = now.advanced(by: pause)
            reason = failure.message
        }
        guard event.acceptedAt.duration(to: event.dueAt) <= limits.age else {
            return .dropped("it is too old: \(reason)", .tooOld)
        }
        return .again(event)
    }
}
