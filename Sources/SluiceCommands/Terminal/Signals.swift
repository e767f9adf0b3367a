// SPDX-License-Identifier: Apache-2.0
import Glibc
import SluiceBase
import SluiceCore
import SluiceDeploy
import Synchronization

/// SIGINT and SIGTERM, one after the other, for whoever waits for them.
///
/// A handler may only do what is safe in a signal: it writes one byte into a pipe, and a thread of
/// its own hands it on. From `catchThem()` on the default, sudden death, is off; a person who asks
/// for the third time gets it all the same.
final class Signals: Sendable {
    // A class, because the thread that reads the pipe and all waiters share it.
    private struct State {
        var waiting: [CheckedContinuation<Interrupt?, Never>] = []
        var kept: [Interrupt] = []
        var count = 0
        var isCatching = false

        /// Whether this is the first call.
        mutating func begin() -> Bool {
            defer { isCatching = true }
            return !isCatching
        }
    }

    private let state = Mutex(State())

    /// The writing end of the pipe; handlers can see nothing but globals.
    private static let pipeEnd = Atomic<Int32>(-1)

    init() {}

    /// Takes SIGINT, SIGTERM and SIGHUP over from now on; a second call changes nothing.
    func catchThem() {
        var ends: [Int32] = [0, 0]
        guard state.withLock({ $0.begin() }), pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        Self.pipeEnd.store(ends[1], ordering: .sequentiallyConsistent)
        readForever(from: ends[0])
        // A reader that went away, or a terminal that is another's, must not end a rollout.
        signal(SIGPIPE, SIG_IGN)
        signal(SIGTTOU, SIG_IGN)
        for number in [SIGINT, SIGTERM, SIGHUP] where !Self.isIgnored(number) {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { number in
                let saved = errno
                var byte = UInt8(truncatingIfNeeded: number)
                _ = write(Signals.pipeEnd.load(ordering: .sequentiallyConsistent), &byte, 1)
                errno = saved
            }
            sigemptyset(&action.sa_mask)
            action.sa_flags = SA_RESTART
            sigaction(number, &action, nil)
        }
    }

    /// Whether whoever started us wants a signal to be ignored, as `nohup` does.
    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard number == SIGHUP, sigaction(number, nil, &action) == 0 else { return false }
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    }

    /// The next wish to stop; `nil` when the waiting task is cancelled.
    func next() async -> Interrupt? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: Interrupt?? = state.withLock { state in
                    if !state.kept.isEmpty { return .some(state.kept.removeFirst()) }
                    if Task.isCancelled { return .some(nil) }
                    state.waiting.append(continuation)
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            for waiter in state.withLock({ $0.waiting.takeAll() }) { waiter.resume(returning: nil) }
        }
    }

    /// Waits until a moment; a wish to stop that comes first ends it.
    func wait(until moment: Timestamp, on clock: any WallClock) async -> Interrupt? {
        await withTaskGroup(of: Interrupt?.self) { group in
            group.addTask { await self.next() }
            group.addTask {
                // Cancelled only when a signal came first.
                try? await clock.sleep(until: moment, tolerance: nil)
                return nil
            }
            var found = await group.next() ?? nil
            group.cancelAll()
            // A signal that came in the same moment must not be lost.
            for await late in group { found = found ?? late }
            return found
        }
    }

    /// What a key asks for is the same as what a signal asks for.
    func raise(_ interrupt: Interrupt) {
        let waiter = state.withLock { state -> CheckedContinuation<Interrupt?, Never>? in
            state.count += 1
            if !state.waiting.isEmpty { return state.waiting.removeFirst() }
            if state.kept.count < Limits.signalsKept { state.kept.append(interrupt) }
            return nil
        }
        waiter?.resume(returning: interrupt)
    }

    private func readForever(from descriptor: Int32) {
        // The thread lives as long as the process and owns nothing that must be given back.
        let context = Unmanaged.passRetained(Reader(signals: self, descriptor: descriptor))
        var thread = pthread_t()
        pthread_create(
            &thread,
            nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Reader>.fromOpaque(context).takeRetainedValue().run()
                return nil
            },
            context.toOpaque()
        )
    }

    /// What the thread works with.
    private final class Reader: Sendable {
        // A class, because a C thread takes one pointer.
        let signals: Signals
        let descriptor: Int32

        init(signals: Signals, descriptor: Int32) {
            self.signals = signals
            self.descriptor = descriptor
        }

        func run() {
            while true {
                var byte: UInt8 = 0
                let count = read(descriptor, &byte, 1)
                if count < 0, errno == EINTR { continue }
                guard count == 1 else { return }
                let interrupt = Int32(byte) == SIGINT ? Interrupt.interrupt : .terminate
                signals.raise(interrupt)
                let asked = signals.state.withLock { $0.count }
                if asked >= Limits.signalsUntilExit {
                    Keyboard.restore()
                    _exit(interrupt.exit.rawValue)
                }
            }
        }
    }
}

extension Array {
    /// Empties the array and returns what was in it.
    fileprivate mutating func takeAll() -> [Element] {
        defer { removeAll() }
        return self
    }
}
