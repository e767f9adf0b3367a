// SPDX-License-Identifier: Apache-2.0
import Logging
import NIOCore
import SluiceBase
import SluiceHTTP
import SluiceProcess

// The life of workers: start, end, and what they say on their Runtime API port.
extension InvokeRouter {
    /// Makes the record of a worker that is about to start.
    func newWorker(_ id: WorkerID, of pool: VersionPool) -> Worker {
        let worker = Worker(id: id, version: pool, stream: newStream(of: pool.spec))
        workers[id] = worker
        return worker
    }

    /// `2026/01/31/[3]0123…`: the version is in the name.
    private func newStream(of spec: VersionSpec) -> String {
        let date = clock.now.iso8601.prefix(10).split(separator: "-").joined(separator: "/")
        let id = RequestID(from: &random).description.split(separator: "-").joined()
        return "\(date)/[\(spec.version)]\(id)"
    }

    /// Starts a worker's process; all that blocks happens away from the loop.
    func launch(_ worker: Worker) {
        worker.generation += 1
        worker.started = now
        worker.exit = nil
        worker.problem = nil
        worker.initError = nil
        worker.initErrorType = nil
        worker.initNanoseconds = nil
        worker.isDoomed = false
        worker.ranOutOfMemory = false
        let (id, generation, spec) = (worker.id, worker.generation, worker.version.spec)
        let (stream, endpoint, port) = (worker.stream, endpoint, worker.port)
        let isProvisioned = worker.version.pool.kept > 0
        // The end of a stream's name is its own; a stream outlives a process that ends.
        let name = "\(stream.suffix(Limits.streamDigits))-\(generation)"
        loop.makeFutureWithTask {
            [starter] () -> (HTTPListener, Result<WorkerStarter.Started, any Error>) in
            let port = try await self.port(for: id, port)
            do {
                let started = try await starter.start(
                    spec,
                    runtimeAPI: "127.0.0.1:\(port.port)",
                    stream: stream,
                    name: name,
                    endpoint: endpoint,
                    isProvisioned: isProvisioned,
                    onExit: { exit in
                        self.loop.execute { self.exited(id, generation, exit) }
                    }
                )
                return (port, .success(started))
            } catch {
                return (port, .failure(error))
            }
        }.whenComplete { result in
            self.assumeIsolated { $0.launched(id, generation, result) }
        }
    }

    private nonisolated func port(
        for id: WorkerID,
        _ port: HTTPListener?
    ) async throws -> HTTPListener {
        if let port { return port }
        return try await HTTPListener.bind(host: "127.0.0.1", port: 0, on: loop) { channel in
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHTTP(isOrdered: false) { _ in Limits.responseBytesMax }
            try pipeline.addHandler(RuntimeHandler(router: self, worker: id))
        }
    }

    private func launched(
        _ id: WorkerID,
        _ generation: Int,
        _ result: Result<(HTTPListener, Result<WorkerStarter.Started, any Error>), any Error>
    ) {
        let started = result.flatMap { $0.1 }
        let port = try? result.get().0  // without one, `started` says why
        guard let worker = workers[id], worker.generation == generation else {
            if let process = try? started.get() {  // a failed start leaves nothing to end
                process.child.kill()
                process.log.close()
            }
            if let port { close(port) }
            return
        }
        worker.port = port
        switch started {
        case .success(let process):
            worker.process = process
            if let problem = process.child.temporaryProblem, !sharesTemporary {
                sharesTemporary = true
                logger.warning("functions share this machine's /tmp: \(problem)")
            }
            if worker.isDoomed { process.child.kill() }
            if worker.exit != nil { ended(worker) }
        case .failure(let error):
            let problem = error as? StartProblem
            worker.problem = problem ?? .engine("\(error)")
            if problem == nil { logger.error("a worker of \(worker.version.spec.arn): \(error)") }
            ended(worker)
        }
    }

    private nonisolated func exited(_ id: WorkerID, _ generation: Int, _ exit: ChildExit) {
        assumeIsolated { router in
            guard let worker = router.workers[id], worker.generation == generation else { return }
            worker.exit = exit
            if worker.process != nil { router.ended(worker) }
        }
    }

    /// A worker's process is gone, or there never was one.
    private func ended(_ worker: Worker) {
        collectLog(of: worker)
        worker.log.flush { line in add(line, of: worker) }
        worker.process?.log.close()
        worker.process = nil
        worker.connection = nil
        if worker.isInitialising { reportFailedInit(of: worker) }
        worker.isInitialising = false
        let pool = worker.version
        makeRoom(for: pool)
        perform(pool.pool.ended(worker.id, now: now), for: pool)
        if pool.pool.states[worker.id] == nil { forget(worker) }
    }

    private func forget(_ worker: Worker) {
        workers[worker.id] = nil
        if let port = worker.port { close(port) }
        retired.removeAll { $0.pool.isEmpty }
        for pool in pools where pool.pool.isWaiting {
            makeRoom(for: pool)
            perform(pool.pool.refill(now: now), for: pool)
        }
        if workers.isEmpty, isStopping { waitingForEnd.take()?.resume() }
    }

    private func close(_ port: HTTPListener) {
        _ = loop.makeFutureWithTask { await port.close() }
    }

    // MARK: What a worker asks and answers

    /// The worker waits for its next invocation on this connection.
    nonisolated func ready(_ id: WorkerID, at connection: NIOLoopBound<RuntimeHandler>) {
        assumeIsolated { router in
            guard let worker = router.workers[id] else { return }
            worker.connection = connection
            if worker.isInitialising {
                worker.isInitialising = false
                worker.initNanoseconds = router.now - worker.started
            }
            let pool = worker.version
            router.perform(pool.pool.ready(id, now: router.now), for: pool)
        }
    }

    /// A connection of the worker is gone; only the one on which it waits matters.
    nonisolated func disconnected(_ id: WorkerID, from connection: NIOLoopBound<RuntimeHandler>) {
        assumeIsolated { router in
            guard let worker = router.workers[id], worker.connection?.value === connection.value
            else { return }
            worker.connection = nil
            let pool = worker.version
            router.perform(pool.pool.disconnected(id, now: router.now), for: pool)
            router.arm(at: router.now + Limits.settleNanoseconds)
        }
    }

    /// The worker answered an invocation.
    nonisolated func answered(_ id: WorkerID, _ request: String, _ payload: ByteBuffer)
        -> RuntimeReply
    {
        settle(id, request, .returned(payload))
    }

    /// The worker's answer was too large.
    nonisolated func answeredTooMuch(_ id: WorkerID, _ request: String) -> RuntimeReply {
        let reply = settle(id, request, .failed(.tooLarge()))
        return reply == .accepted ? .tooLarge : reply
    }

    /// The worker says that an invocation failed.
    nonisolated func failed(
        _ id: WorkerID,
        _ request: String,
        _ payload: ByteBuffer,
        type: String?
    ) -> RuntimeReply {
        settle(id, request, .raised(payload, type: type))
    }

    /// The worker says that it could not initialise; it will end now.
    nonisolated func initFailed(_ id: WorkerID, _ payload: ByteBuffer, type: String?) {
        assumeIsolated { router in
            router.workers[id]?.initError = payload
            router.workers[id]?.initErrorType = type
        }
    }

    private nonisolated func settle(
        _ id: WorkerID,
        _ request: String,
        _ ending: Ending
    ) -> RuntimeReply {
        assumeIsolated { router in
            guard let worker = router.workers[id], let request = RequestID(request) else {
                return .wrongID
            }
            let pool = worker.version
            guard let invocation = pool.pool.answered(id, request, now: router.now) else {
                return request == worker.lastAnswered ? .wrongState : .wrongID
            }
            worker.lastAnswered = request
            router.finish(invocation, on: worker, ending)
            return .accepted
        }
    }
}
