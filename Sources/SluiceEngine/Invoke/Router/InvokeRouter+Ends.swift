// SPDX-License-Identifier: Apache-2.0
import NIOCore
import SluiceBase
import SluiceWire

// How invocations end: the answer, the log, the counts.
extension InvokeRouter {
    /// How an invocation ended.
    enum Ending: Sendable {
        case returned(ByteBuffer)
        /// The function itself described its failure.
        case raised(ByteBuffer, type: String?)
        /// Lambda describes it.
        case failed(FunctionFailure)
    }

    /// An invocation failed without an answer of the worker.
    func fail(
        _ invocation: Invocation,
        on id: WorkerID,
        _ failure: WorkerPool<Invocation>.Failure
    ) {
        guard let worker = workers[id] else {
            preconditionFailure("an invocation fails on a worker that is still known")
        }
        let requestID = invocation.requestID
        collectLog(of: worker)
        switch failure {
        case .timeout:
            let seconds = invocation.pool.spec.timeoutSeconds
            let line =
                "\(clock.now.iso8601) \(requestID) Task timed out after \(seconds).00 seconds"
            finish(
                invocation,
                on: worker,
                .failed(.timeout(requestID, seconds: seconds)),
                extraLine: line
            )
        case .initialisation:
            if let problem = worker.problem, problem.isEngines {
                return refuse(invocation, on: worker, problem)
            }
            if let payload = worker.initError {
                let type = worker.initErrorType
                return finish(invocation, on: worker, .raised(payload, type: type))
            }
            fallthrough
        case .exit:
            let failure = FunctionFailure.exit(requestID, worker)
            finish(invocation, on: worker, .failed(failure), extraLine: failure.message)
        }
    }

    /// The engine could not start a worker: no call was made, and none counts.
    private func refuse(_ invocation: Invocation, on worker: Worker, _ problem: StartProblem) {
        let message = "The engine could not start a worker: \(problem.message)"
        write("RequestId: \(invocation.requestID) Error: \(message)", of: worker)
        let report = PlatformRecord.Report(
            milliseconds: 0,
            memoryMegabytes: worker.version.spec.memoryMegabytes,
            usedMegabytes: 0,
            status: "failure"
        )
        log(.end(invocation.requestID, report), of: worker)
        worker.invocation = nil
        worker.log.begin(keepsTail: false)
        release(invocation)
        let failure = AWSFailure(code: "ServiceException", message: message, status: 500)
        answer(invocation.caller, id: invocation.id, refusedWith: failure)
    }

    /// Ends an invocation that a worker had: logs, counts and answers.
    func finish(
        _ invocation: Invocation,
        on worker: Worker,
        _ ending: Ending,
        extraLine: String? = nil
    ) {
        let end = now
        let nanoseconds = end - min(end, invocation.began ?? end)
        collectLog(of: worker)
        // What has no end yet is still this invocation's.
        worker.log.flush { line in add(line, of: worker) }
        if let extraLine { write(extraLine, of: worker) }
        report(invocation, worker, ending, milliseconds: Double(nanoseconds) / 1_000_000)
        worker.invocation = nil
        invocation.pool.realm.tallies.ended(
            invocation,
            at: clock.now,
            milliseconds: Double(nanoseconds) / 1_000_000,
            isError: ending.isError,
            load: load(of: invocation)
        )
        release(invocation)
        answer(invocation, ending, logTail: worker.log.tail)
        worker.log.begin(keepsTail: false)
    }

    private func answer(_ invocation: Invocation, _ ending: Ending, logTail: [UInt8]?) {
        switch invocation.caller {
        case .connection(let client):
            let reply = InvokeReply.ran(
                invocation,
                payload: ending.payload,
                isError: ending.isError,
                logTail: invocation.wantsLog ? logTail : nil
            )
            client.value.reply(to: invocation.id, reply)
        case .task(let continuation):
            let payload = ending.payload
            continuation.resume(
                returning: InvokeAnswer(
                    requestID: invocation.requestID,
                    executedVersion: invocation.pool.spec.version,
                    outcome: ending.isError ? .functionError(payload) : .returned(payload),
                    logTail: logTail ?? []
                )
            )
        }
    }

    // MARK: Logs

    /// Takes all that a worker has written until now.
    func collectLog(of worker: Worker) {
        worker.process?.log.drain { bytes in
            worker.log.take(bytes) { line in add(line, of: worker) }
        }
    }

    /// Adds a line that a function wrote, unless it says itself that it matters too little.
    func add(_ message: String, of worker: Worker) {
        guard worker.version.spec.logStyle.keeps(message) else { return }
        worker.version.realm.logs.add(line(message, of: worker))
    }

    /// Adds a record of Lambda's, if the function's log takes it.
    func log(_ record: PlatformRecord, of worker: Worker) {
        let style = worker.version.spec.logStyle
        guard let line = record.line(in: style, at: clock.now) else { return }
        write(line, of: worker)
    }

    /// Adds a line that Lambda writes.
    private func write(_ message: String, of worker: Worker) {
        worker.log.note(message)
        worker.version.realm.logs.addOwn(line(message, of: worker))
    }

    private func line(_ message: String, of worker: Worker) -> LogLine {
        LogLine(
            group: worker.version.spec.logGroup,
            stream: worker.stream,
            timestamp: clock.now,
            message: message
        )
    }

    private func report(
        _ invocation: Invocation,
        _ worker: Worker,
        _ ending: Ending,
        milliseconds: Double
    ) {
        // The first call looks in any case: what was seen before is the start of the process.
        let isFirst = worker.initNanoseconds != nil
        if isFirst || now - worker.memorySampled > Limits.memoryStaleNanoseconds {
            _ = worker.sampleMemory(now: now)
        }
        var report = PlatformRecord.Report(
            milliseconds: milliseconds,
            initMilliseconds: worker.initNanoseconds.take().map { Double($0) / 1_000_000 },
            memoryMegabytes: worker.version.spec.memoryMegabytes,
            usedMegabytes: (worker.memoryPeak + (1 << 20) - 1) >> 20
        )
        if case .failed(let failure) = ending {
            report.status = failure.status
            report.errorType = failure.status == "timeout" ? nil : failure.type
        } else if case .raised(_, let type) = ending, let type, Self.isLambdasOwn(type) {
            report.status = "error"
            report.errorType = type
        }
        report.isFailed = ending.isError
        report.producedBytes = ending.payload.readableBytes
        log(.end(invocation.requestID, report), of: worker)
        log(.report(invocation.requestID, report), of: worker)
    }

    /// `Runtime.X` and `Function.X` are Lambda's; others are the function's own affair.
    private static func isLambdasOwn(_ type: String) -> Bool {
        type.hasPrefix("Runtime.") || type.hasPrefix("Function.")
    }

    /// An initialisation outside of an invocation failed; it is repeated within one.
    func reportFailedInit(of worker: Worker) {
        let milliseconds = Double(now - worker.started) / 1_000_000
        let isTimeout = milliseconds * 1_000_000 >= Double(Limits.initNanoseconds)
        let type =
            worker.problem?.type
            ?? (worker.initError == nil ? "Runtime.ExitError" : worker.initErrorType)
        log(
            .initReport(
                PlatformRecord.InitReport(
                    milliseconds: milliseconds,
                    status: isTimeout ? "timeout" : "error",
                    errorType: isTimeout ? nil : type,
                    isProvisioned: worker.version.pool.kept > 0
                )
            ),
            of: worker
        )
    }
}

extension InvokeRouter.Ending {
    var isError: Bool {
        switch self {
        case .returned: false
        case .raised, .failed: true
        }
    }

    var payload: ByteBuffer {
        switch self {
        case .returned(let payload), .raised(let payload, _): payload
        case .failed(let failure): failure.payload
        }
    }
}
