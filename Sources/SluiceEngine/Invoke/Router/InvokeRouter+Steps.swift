// SPDX-License-Identifier: Apache-2.0
import NIOCore
import NIOHTTP1
import SluiceBase
import SluiceProcess

// Performs what the pools decide, and keeps the one timer.
extension InvokeRouter {
    typealias Step = WorkerPool<Invocation>.Step

    /// All pools, in a fixed order.
    var pools: [VersionPool] {
        retired + realms.values.flatMap(\.current.values).sorted { $0.spec.arn < $1.spec.arn }
    }

    /// Does what a pool asked for.
    ///
    /// No state of a pool is held meanwhile.
    func perform(_ steps: [Step], for pool: VersionPool) {
        for step in steps {
            switch step {
            case .start(let id): start(id, of: pool)
            case .restart(let id, let invocation): restart(id, of: pool, for: invocation)
            case .hand(let invocation, let id): hand(invocation, to: id)
            case .kill(let id): kill(id)
            case .fail(let invocation, let id, let failure): fail(invocation, on: id, failure)
            case .refuse(let invocation):
                release(invocation)
                throttle(invocation, "ConcurrentInvocationLimitExceeded")
            }
        }
        if pool.pool.isWaiting { arm(at: now + Limits.settleNanoseconds) }
    }

    private func start(_ id: WorkerID, of pool: VersionPool) {
        let worker = newWorker(id, of: pool)
        worker.isInitialising = true
        log(
            .initStart(
                runtime: pool.spec.runtime,
                arn: pool.spec.runtimeARN,
                isProvisioned: pool.pool.kept > 0
            ),
            of: worker
        )
        launch(worker)
        arm(at: now + Limits.initNanoseconds)
        watchSoon()
    }

    private func restart(_ id: WorkerID, of pool: VersionPool, for invocation: Invocation) {
        let worker = workers[id] ?? newWorker(id, of: pool)
        worker.isInitialising = false
        begin(invocation, on: worker)
        launch(worker)
    }

    private func hand(_ invocation: Invocation, to id: WorkerID) {
        guard let worker = workers[id], let connection = worker.connection.take() else {
            // Only a worker that waits on a connection is idle.
            preconditionFailure("a worker without a connection cannot be handed an invocation")
        }
        if worker.invocation == nil { begin(invocation, on: worker) }
        let began = invocation.began ?? now
        let left = Int64(clamping: began + timeout(of: invocation)) - Int64(clamping: now)
        let deadline = clock.now.advanced(by: .nanoseconds(left))
        var headers = HTTPHeaders()
        headers.reserveCapacity(8)
        headers.add(name: "Content-Type", value: "application/json")
        headers.add(name: "Lambda-Runtime-Aws-Request-Id", value: invocation.requestID)
        headers.add(
            name: "Lambda-Runtime-Deadline-Ms",
            value: "\(deadline.millisecondsSince1970)"
        )
        headers.add(name: "Lambda-Runtime-Invoked-Function-Arn", value: invocation.invokedARN)
        headers.add(name: "Lambda-Runtime-Trace-Id", value: invocation.traceID)
        if let context = invocation.clientContext {
            headers.add(name: "Lambda-Runtime-Client-Context", value: context.onOneLine)
        }
        let isEmpty = invocation.payload.readableBytes == 0
        connection.value.deliver(headers, isEmpty ? Self.emptyEvent : invocation.payload)
    }

    private static let emptyEvent = ByteBuffer(string: "{}")

    /// The time of an invocation begins to run.
    private func begin(_ invocation: Invocation, on worker: Worker) {
        collectLog(of: worker)  // what it wrote before belongs before START
        worker.invocation = invocation
        worker.log.begin(keepsTail: invocation.wantsLog)
        invocation.began = now
        log(.start(invocation.requestID, version: worker.version.spec.version), of: worker)
        arm(at: now + timeout(of: invocation))
        watchSoon()
    }

    private func timeout(of invocation: Invocation) -> UInt64 { invocation.pool.pool.rules.timeout }

    private func kill(_ id: WorkerID) {
        guard let worker = workers[id] else { return }
        worker.connection = nil
        guard let process = worker.process else { return worker.isDoomed = true }
        process.child.kill()
    }

    // MARK: Time

    /// Sets the one timer, unless it is set to an earlier time already.
    func arm(at deadline: UInt64) {
        guard deadline < UInt64(Int64.max), timerDeadline.map({ deadline < $0 }) ?? true else {
            return
        }
        timerDeadline = deadline
        loop.scheduleTask(deadline: .uptimeNanoseconds(deadline)) {
            self.assumeIsolated { $0.timerFired(deadline) }
        }
    }

    private func timerFired(_ deadline: UInt64) {
        guard timerDeadline == deadline else { return }  // an earlier one was set after it
        timerDeadline = nil
        for pool in pools {
            makeRoom(for: pool)
            perform(pool.pool.expire(now: now), for: pool)
        }
        retired.removeAll { $0.pool.isEmpty }
        if let next = pools.compactMap(\.pool.earliestDeadline).min() { arm(at: next) }
    }

    /// Reads the logs and the memory of busy workers, as long as there are any.
    private func watchSoon() {
        guard !isWatching else { return }
        isWatching = true
        loop.scheduleTask(in: .milliseconds(Limits.logReadMilliseconds)) {
            self.assumeIsolated { $0.watch() }
        }
    }

    private func watch() {
        isWatching = false
        let busy = workers.values.filter { $0.invocation != nil || $0.isInitialising }
        let now = now
        for worker in busy {
            collectLog(of: worker)
            guard now - min(now, worker.memorySampled) >= Limits.memorySampleNanoseconds,
                !worker.sampleMemory(now: now)
            else { continue }
            worker.ranOutOfMemory = true
            worker.process?.child.kill()
        }
        if !busy.isEmpty { watchSoon() }
    }

    // MARK: Room

    /// Tells a pool how many workers it may add; when there is room for none, the worker of another
    /// pool that has been idle longest makes some.
    func makeRoom(for pool: VersionPool) {
        pool.pool.room = max(0, settings.workersMax - workers.count)
        guard pool.pool.room == 0 else { return }
        let idle = pools.filter { $0 !== pool }.compactMap { other in
            other.pool.longestIdle.map { (other, $0.since) }
        }
        guard let (other, _) = idle.min(by: { $0.1 < $1.1 }) else { return }
        perform(other.pool.endLongestIdle(), for: other)
    }
}

extension String {
    /// This text as one header field can carry it.
    fileprivate var onOneLine: String {
        guard utf8.contains(where: { $0 == 10 || $0 == 13 }) else { return self }
        return String(map { $0.isNewline ? " " : $0 })
    }
}
