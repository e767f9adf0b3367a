// SPDX-License-Identifier: Apache-2.0

extension WorkerPool {
    /// What the caller must do now that the pool has returned.
    enum Step {
        /// Start a new worker.
        case start(WorkerID)
        /// Start this worker's process, with the invocation's time running: the initialisation that
        /// failed outside of an invocation is repeated within one.
        case restart(WorkerID, for: Job)
        /// Give the invocation to this worker, which waits for it.
        case hand(Job, to: WorkerID)
        /// Kill this worker's process.
        case kill(WorkerID)
        /// Answer the invocation: it failed.
        case fail(Job, on: WorkerID, because: Failure)
        /// Answer the invocation: there was no worker for it.
        case refuse(Job)
    }

    /// Why an invocation failed.
    enum Failure: Equatable {
        /// The process ended before it asked for work.
        case initialisation
        /// The process ended.
        case exit
        /// The time was up.
        case timeout
    }

    /// What bounds a pool; times are nanoseconds.
    struct Rules {
        /// How many workers it may have.
        var workersMax: Int
        /// How many invocations may wait.
        var queueMax: Int
        /// How long an invocation may take.
        var timeout: UInt64
        /// After how long a worker without work is ended.
        var idleMax: UInt64
        /// How long an initialisation may take.
        var initMax = Limits.initNanoseconds
        /// How long an invocation may wait for a worker.
        var queueWaitMax = Limits.queueNanoseconds
        /// How soon after its answer a worker is expected to ask for more.
        var settleMax = Limits.settleNanoseconds
    }

    enum State {
        /// The process starts and has no invocation yet.
        case starting(until: UInt64)
        /// The process starts within an invocation, whose time runs.
        case initialising(Job, until: UInt64)
        case idle(since: UInt64)
        case busy(Job, until: UInt64)
        /// It has answered and will ask for more, `soon` we believe.
        case settling(isSoon: Bool, soonUntil: UInt64, until: UInt64)
        /// It was killed; its end has not been reported yet.
        case ending
    }
}
