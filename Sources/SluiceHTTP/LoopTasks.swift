// SPDX-License-Identifier: Apache-2.0
public import NIOCore

/// Runs the tasks that prefer it on an event loop, so that one that calls an actor of that loop
/// changes no threads.
public final class LoopTasks: TaskExecutor {
    private let loop: any EventLoop

    /// Makes an executor of a loop, which must not end before the tasks do.
    public init(on loop: any EventLoop) { self.loop = loop }

    /// Runs a piece of a task in the loop's next turn.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
