// SPDX-License-Identifier: Apache-2.0
import NIOCore
import SluiceBase
import SluiceModel
import SluiceWire
import Synchronization
import Testing

@testable import SluiceEngine

@Suite struct ControlEventTests {
    private static let failed = InvokeAnswer.Outcome.functionError(ByteBuffer(string: "{}"))
    private static let event = Invoke(
        functionName: "orders",
        invocationType: "Event",
        qualifier: "live",
        payload: Blob(utf8: #"{"a":1}"#)
    )

    @Test func `an event is tried three times under one id`() async throws {
        try await ControlBench.run { bench in
            try await bench.release()
            bench.path.state.withLock { $0.outcomes = [Self.failed, Self.failed, Self.failed] }
            await withTaskGroup { group in
                group.addTask { await bench.control.run() }
                let answer = try? await bench.transport.send(Self.event)
                #expect(answer?.statusCode == 202)
                #expect(answer?.executedVersion == nil)
                await bench.path.wait { $0.requests.count == 1 }
                for attempt in 2...3 {
                    // The pause begins when the end of the attempt before was written down.
                    while await bench.aws.events.nextDue == nil { await Task.yield() }
                    bench.clock.advance(by: .seconds(attempt - 1))
                    await bench.path.wait { $0.requests.count == attempt }
                }
                while await bench.aws.events.count > 0 { await Task.yield() }
                group.cancelAll()
            }
            let requests = bench.path.state.withLock { $0.requests }
            #expect(requests.count == 3)
            #expect(Set(requests.map(\.requestID)).count == 1)
            #expect(requests.first?.qualifier == "live")
            let left = try bench.aws.store.events()
            #expect(left.isEmpty)
        }
    }

    @Test func `an accepted event runs after a restart`() async throws {
        try await ControlBench.withFolder { folder in
            let clock = ManualClock()
            try await ControlBench.run(in: folder, clock: clock) { bench in
                try await bench.release()
                _ = try await bench.transport.send(Self.event)
                #expect(bench.path.state.withLock { $0.requests.isEmpty })
            }
            try await ControlBench.run(in: folder, clock: clock) { bench in
                await withTaskGroup { group in
                    group.addTask { await bench.control.run() }
                    await bench.path.wait { $0.requests.count == 1 }
                    while await bench.aws.events.count > 0 { await Task.yield() }
                    group.cancelAll()
                }
                let left = try bench.aws.store.events()
                #expect(left.isEmpty)
            }
        }
    }

    @Test func `an event that cannot run is tried with growing pauses until it is too old`() throws
    {
        let start = Timestamp(second: 1_000)
        var queue = EventQueue([
            QueuedEvent(id: "a", function: "f", payload: [], acceptedAt: start, dueAt: start)
        ])
        let throttled = InvokeAnswer.Outcome.refused(
            AWSFailure(code: "TooManyRequestsException", message: "", status: 429)
        )
        var now = start
        var pauses: [Duration] = []
        for _ in 0..<200 {
            guard let event = queue.takeDue(at: now).first else { break }
            guard case .again(let next) = queue.end(event, throttled, at: now) else { break }
            pauses.append(now.duration(to: next.dueAt))
            now = next.dueAt
        }
        #expect(pauses.prefix(4) == [.seconds(1), .seconds(2), .seconds(4), .seconds(8)])
        #expect(pauses.last == .seconds(300))
        #expect(start.duration(to: now) <= .seconds(6 * 3600))
        #expect(queue.count == 0)
    }

    @Test func `a dry run looks and does not call`() async throws {
        try await ControlBench.run { bench in
            try await bench.release()
            let dry = Invoke(functionName: "orders:live", invocationType: "DryRun")
            #expect(try await bench.transport.send(dry).statusCode == 204)
            let unknown = Invoke(functionName: "orders:nope", invocationType: "DryRun")
            let failure = await #expect(throws: AWSFailure.self) {
                try await bench.transport.send(unknown)
            }
            #expect(failure?.message == "Function not found: \(ControlBench.arn):nope")
            #expect(bench.path.state.withLock { $0.requests.isEmpty })
        }
    }

    @Test func `a call in process brings back what the function said`() async throws {
        try await ControlBench.run { bench in
            try await bench.release()
            let outcome = InvokeAnswer.Outcome.functionError(ByteBuffer(string: #"{"e":1}"#))
            bench.path.state.withLock { $0.outcomes = [outcome] }
            let invoke = Invoke(functionName: "orders", logType: "Tail", qualifier: "live")
            let answer = try await bench.transport.send(invoke)
            #expect(answer.statusCode == 200)
            #expect(answer.functionError == "Unhandled")
            #expect(answer.payload == Blob(utf8: #"{"e":1}"#))
            #expect(answer.executedVersion == "1")
            #expect(answer.logResult == "RU5E")
        }
    }

    @Test func `an event's payload must be JSON and small enough`() async throws {
        try await ControlBench.run { bench in
            try await bench.release()
            var event = Self.event
            event.payload = Blob(utf8: "{")
            let broken = await #expect(throws: AWSFailure.self) {
                try await bench.transport.send(event)
            }
            #expect(broken?.code == "InvalidRequestContentException")
            event.payload = Blob(Array(repeating: 32, count: 1_048_577))
            let large = await #expect(throws: AWSFailure.self) {
                try await bench.transport.send(event)
            }
            #expect(large?.status == 413)
        }
    }

    @Test func `an event is given up at once where the function may not run at all`() throws {
        let start = Timestamp(second: 1_000)
        let event = QueuedEvent(
            id: "a",
            function: "f",
            payload: [],
            acceptedAt: start,
            dueAt: start
        )
        var queue = EventQueue([event])
        let throttled = InvokeAnswer.Outcome.refused(
            AWSFailure(code: "TooManyRequestsException", message: "", status: 429)
        )
        let taken = try #require(queue.takeDue(at: start).first)
        let verdict = queue.end(taken, throttled, isBarred: true, at: start)
        #expect(verdict == .dropped("the function's reserved concurrency is 0", .zeroConcurrency))
        #expect(queue.count == 0)
    }

    @Test func `an event whose function fails for the last time is given up by name`() throws {
        let start = Timestamp(second: 1_000)
        let event = QueuedEvent(
            id: "a",
            function: "f",
            payload: [],
            acceptedAt: start,
            dueAt: start
        )
        var queue = EventQueue([event])
        var verdicts: [EventQueue.Verdict] = []
        while let due = queue.nextDue, let taken = queue.takeDue(at: due).first {
            verdicts.append(queue.end(taken, Self.failed, at: due))
        }
        #expect(verdicts.count == 3)
        #expect(verdicts.last == .dropped("the function failed 3 times", .retriesExhausted))
    }
}
