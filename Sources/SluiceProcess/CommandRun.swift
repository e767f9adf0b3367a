// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Glibc
import Synchronization

/// One run of a command: collects what it says and ends exactly once.
///
/// A class, because three descriptors, a timer and a cancellation report to it from their threads.
final class CommandRun: Sendable {
    private struct State {
        var child: Child?
        var waiting: CheckedContinuation<CommandResult, Never>?
        var forced: CommandResult.Ending?
        var status: ChildExit?
        var openPipes = 2
        var result = CommandResult(ending: .cancelled)
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "sluice.command")
    private let outputMax: Int

    init(outputMax: Int) { self.outputMax = outputMax }

    func perform(_ launch: Launch, deadline: Duration) async -> CommandResult {
        await withCheckedContinuation { continuation in
            state.withLock { $0.waiting = continuation }
            queue.async { [self] in start(launch, deadline: deadline) }
        }
    }

    /// Kills the command; the first reason counts.
    func end(as ending: CommandResult.Ending) {
        let child = state.withLock { state -> Child? in
            if state.forced == nil { state.forced = ending }
            return state.child
        }
        child?.kill()
    }

    private func start(_ launch: Launch, deadline: Duration) {
        if let forced = state.withLock({ $0.forced }) { return finish(.init(ending: forced)) }
        guard let output = ChildPipe(), let errors = ChildPipe() else {
            return finish(.init(ending: .notStarted(String(cString: strerror(errno)))))
        }
        var launch = launch
        launch.standardOutput = output.writeEnd
        launch.standardError = errors.writeEnd
        do {
            let child = try Child(launch) { status in self.queue.async { self.exited(status) } }
            let isUnwanted = state.withLock { state in
                state.child = child
                return state.forced != nil
            }
            if isUnwanted { child.kill() }
        } catch {
            output.closeBoth()
            errors.closeBoth()
            return finish(.init(ending: .notStarted(error.description)))
        }
        read(output, keepsHead: true)
        read(errors, keepsHead: false)
        queue.asyncAfter(deadline: .now() + .nanoseconds(deadline.nanoseconds)) { [self] in
            end(as: .timedOut)
        }
    }

    private func read(_ pipe: ChildPipe, keepsHead: Bool) {
        close(pipe.writeEnd)
        let descriptor = pipe.readEnd
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
        source.setEventHandler { [self] in
            var bytes = [UInt8](repeating: 0, count: Limits.pipeReadBytes)
            let count = Glibc.read(descriptor, &bytes, bytes.count)
            if count > 0 { return keep(bytes[..<count], keepsHead: keepsHead) }
            if count < 0, errno == EAGAIN || errno == EINTR { return }
            source.cancel()
            closed()
        }
        source.setCancelHandler { close(descriptor) }
        source.resume()
    }

    private func keep(_ bytes: ArraySlice<UInt8>, keepsHead: Bool) {
        state.withLock { state in
            if keepsHead {
                let room = max(0, outputMax - state.result.output.count)
                state.result.output += bytes.prefix(room)
                if bytes.count > room { state.result.isTruncated = true }
            } else {
                state.result.errors += bytes
                let excess = state.result.errors.count - outputMax
                guard excess > 0 else { return }
                state.result.errors.removeFirst(excess)
                state.result.isTruncated = true
            }
        }
    }

    private func closed() {
        let isOver = state.withLock { state in
            state.openPipes -= 1
            return state.openPipes == 0 && state.status != nil
        }
        if isOver { finish() }
    }

    private func exited(_ status: ChildExit) {
        let isOver = state.withLock { state in
            state.status = status
            return state.openPipes == 0
        }
        if isOver { return finish() }
        queue.asyncAfter(deadline: .now() + .milliseconds(Limits.drainMilliseconds)) { [self] in
            finish()
        }
    }

    private func finish() {
        let result = state.withLock { state in
            var result = state.result
            result.ending = state.forced ?? state.status.map { .ended($0) } ?? .cancelled
            return result
        }
        finish(result)
    }

    private func finish(_ result: CommandResult) {
        let waiting = state.withLock { $0.waiting.take() }
        waiting?.resume(returning: result)
    }
}

extension Duration {
    fileprivate var nanoseconds: Int {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max / 2 : Int(min(product, .max / 4)) + Int(attoseconds / 1_000_000_000)
    }
}
