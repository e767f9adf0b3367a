// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire
import Synchronization
import Testing

@testable import SluiceCommands

@Suite struct TrafficTests {
    @Test func `each ending counts in its place`() throws {
        var counts = TrafficCounts()
        counts.count(.ran(version: "41", isFailure: false))
        counts.count(.ran(version: "42", isFailure: true))
        counts.count(.refused)
        counts.count(.dropped)
        #expect(
            try JSONText.line(counts)
                == #"{"answered":3,"byVersion":{"41":{"calls":1,"failed":0},"42":{"calls":1,"failed":1}},"dropped":1,"failed":2,"sent":4}"#
        )
    }

    @Test func `the summary orders versions by number`() throws {
        var counts = TrafficCounts()
        for version in ["10", "9", "9", "$LATEST"] {
            counts.count(.ran(version: version, isFailure: version == "10"))
        }
        try Snapshot.expect(TrafficText.text(counts, width: 60), "traffic")
    }

    @Test func `a tally remembers the first failure of each version`() {
        let tally = TrafficTally()
        tally.record(.ran(version: "1", isFailure: false), at: Timestamp(second: 1))
        tally.record(.ran(version: "2", isFailure: true), at: Timestamp(second: 2))
        tally.record(.ran(version: "2", isFailure: true), at: Timestamp(second: 3))
        #expect(tally.firstFailure(of: "1") == nil)
        #expect(tally.firstFailure(of: "2") == Timestamp(second: 2))
    }

    @Test func `every call has its moment, and a load ends with its time`() async {
        let clock = SteppingClock()
        let lambda = ScriptedLambda { _ in .ran }
        let tally = TrafficTally()
        await load(lambda, clock, rate: 50, time: .seconds(2)).run(into: tally, until: .init())
        #expect(tally.counts.sent == 100)
        #expect(tally.counts.answered == 100)
        #expect(clock.now.millisecondsSince1970 == 1980)
        #expect(lambda.payloads == (0..<100).map(String.init).sorted())
    }

    @Test func `what is no answer of the function is told apart`() async {
        let lambda = ScriptedLambda { number in
            switch number % 5 {
            case 0: .ran
            case 1: .failed
            case 2: .refused(429)
            case 3: .refused(503)
            default: .refused(404)
            }
        }
        let tally = TrafficTally()
        await load(lambda, SteppingClock(), rate: 10, time: .seconds(1))
            .run(into: tally, until: .init())
        let counts = tally.counts
        #expect((counts.sent, counts.answered, counts.failed, counts.dropped) == (10, 6, 4, 4))
        #expect(counts.byVersion == ["7": .init(calls: 4, failed: 2)])
    }

    @Test func `a load that is told to stop begins no more calls`() async {
        let stop = LoadGenerator.Stop()
        let lambda = ScriptedLambda { number in
            if number == 4 { stop.set() }
            return .ran
        }
        let tally = TrafficTally()
        let clock = SteppingClock(yields: 50)
        await load(lambda, clock, rate: 10, time: nil).run(into: tally, until: stop)
        #expect(stop.isSet)
        #expect((5...20).contains(tally.counts.sent))
        #expect(tally.counts.sent == tally.counts.answered)
    }

    private func load(
        _ lambda: ScriptedLambda,
        _ clock: SteppingClock,
        rate: Int,
        time: Duration?
    ) -> LoadGenerator {
        LoadGenerator(
            aws: lambda,
            clock: clock,
            function: "orders",
            alias: "live",
            rate: rate,
            time: time,
            event: { Blob(utf8: "\($0)") }
        )
    }
}

/// A clock on which time passes only while somebody sleeps.
final class SteppingClock: WallClock {
    private let time = Mutex(Timestamp(millisecondsSince1970: 0))
    private let yields: Int

    /// Other tasks get this many turns while somebody sleeps.
    init(yields: Int = 0) { self.yields = yields }

    var now: Timestamp { time.withLock { $0 } }
    var minimumResolution: Swift.Duration { .milliseconds(1) }

    func sleep(until deadline: Timestamp, tolerance: Swift.Duration?) async throws {
        try Task.checkCancellation()
        for _ in 0..<yields { await Task.yield() }
        time.withLock { $0 = max($0, deadline) }
    }
}

/// A Lambda that answers each call by its payload, a number.
final class ScriptedLambda: AWSTransport {
    enum Answer {
        case ran
        case failed
        case refused(Int)
    }

    private let answer: @Sendable (Int) -> Answer
    private let seen = Mutex<[String]>([])

    init(_ answer: @escaping @Sendable (Int) -> Answer) { self.answer = answer }

    /// What was sent, sorted.
    var payloads: [String] { seen.withLock { $0.sorted() } }

    func send<Operation: AWSOperation>(
        _ operation: Operation
    ) async throws(AWSFailure) -> Operation.Output {
        guard let invoke = operation as? Invoke else {
            throw AWSFailure(code: "Unexpected", message: "\(operation)", status: 400)
        }
        let text = invoke.payload?.text ?? ""
        seen.withLock { $0.append(text) }
        var output = Invoke.Output(statusCode: 200, executedVersion: "7")
        switch answer(Int(text) ?? 0) {
        case .ran: break
        case .failed: output.functionError = "Unhandled"
        case .refused(let status):
            throw AWSFailure(code: "Refused", message: "no", status: status)
        }
        guard let output = output as? Operation.Output else {
            throw AWSFailure(kind: .malformed, code: "Unexpected", message: "\(operation)")
        }
        return output
    }
}
