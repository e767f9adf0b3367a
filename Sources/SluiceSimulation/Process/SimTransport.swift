// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceModel
public import SluiceWire

/// The seam of a simulated process: calls take time, go wrong, and the process may die at one.
public struct SimTransport: AWSTransport {
    let process: SimProcess

    /// Performs a call on the world, some virtual time after it was sent.
    public func send<Operation: AWSOperation>(
        _ operation: Operation
    ) async throws(AWSFailure) -> Operation.Output {
        await process.diesBeforeSeam()
        let number = process.world.nextCall()
        let sent = process.sees(operation)
        let answer = await meet(operation, number, sent)
        await process.diesAfterSeam()
        return try answer.get()
    }

    /// What becomes of a call in this world, with its effect and its way back.
    private func meet<Operation: AWSOperation>(
        _ operation: Operation,
        _ number: Int,
        _ sent: SimEffect.Sent
    ) async -> Result<Operation.Output, AWSFailure> {
        let strikes = { (fault: Fault) in self.strikes(fault, number) }
        if strikes(.slowCalls) {
            let seconds = 1 + process.world.faults.draw(.slowCalls, number + 1) * 8
            await process.pass(.milliseconds(Int64(seconds * 1000)))
        }
        await process.pass(.milliseconds(20))
        if strikes(.noConnection) { return .failure(.noConnection) }
        if strikes(.connectionLost) { return .failure(.noAnswer) }
        if process.areCredentialsOver || strikes(.credentialsExpired) { return .failure(.expired) }
        if strikes(.throttling) { return .failure(.throttled) }
        if strikes(.serverError) { return .failure(.serverError) }
        if operation.writesSomething, strikes(.lateEffect) {
            happenLate(operation, number, sent)
            return .failure(.noAnswer)
        }
        let answer = answer(operation, number, sent)
        if operation is PublishVersion, strikes(.publishRaced) {
            let draw = process.world.faults.draw(.publishRaced, number + 1)
            process.world.changeLatest(draw, at: process.executor.now)
            return .failure(.noAnswer)
        }
        if strikes(.serverErrorAfter) { return .failure(.serverError) }
        if strikes(.answerLost) {
            // Whoever waits for an answer waits until the time-out.
            await process.pass(.seconds(5))
            return .failure(.noAnswer)
        }
        return answer
    }

    /// Whether a fault strikes this call now; then it counts as fired.
    func strikes(_ fault: Fault, _ number: Int) -> Bool {
        let now = process.executor.now
        guard process.world.faults.strikes(fault, at: now, call: number) else { return false }
        process.world.strike(fault)
        return true
    }

    /// The call is on its way for seconds yet, and nobody waits for it any more.
    private func happenLate<Operation: AWSOperation>(
        _ operation: Operation,
        _ number: Int,
        _ sent: SimEffect.Sent
    ) {
        guard let known = operation as? any ModelOperation else { return }
        let seconds = process.world.faults.draw(.lateEffect, number + 1) * 12
        let at = process.executor.now.advanced(by: .milliseconds(Int64(seconds * 1000)))
        let (world, pid) = (process.world, process.pid)
        world.arrange(at: at) { state in
            // A call that is refused has no effect, and nobody hears of it.
            try? world.performLate(known, at, .driver(pid), sent, &state)
        }
    }

    private func answer<Operation: AWSOperation>(
        _ operation: Operation,
        _ number: Int,
        _ sent: SimEffect.Sent
    ) -> Result<Operation.Output, AWSFailure> {
        do {
            let output: any Sendable
            switch operation {
            case let invoke as Invoke:
                output = process.world.invoke(invoke, at: process.executor.now)
            case is FilterLogEvents: output = page(number)
            case let known as any ModelOperation: output = try perform(known, number, sent)
            default:
                throw AWSFailure(
                    code: "UnknownOperationException",
                    message: Operation.name,
                    status: 404
                )
            }
            guard let output = output as? Operation.Output else {
                throw AWSFailure(kind: .malformed, code: "Malformed", message: Operation.name)
            }
            return .success(output)
        } catch let failure as AWSFailure {
            return .failure(failure)
        } catch {
            return .failure(AWSFailure(kind: .malformed, code: "Malformed", message: "\(error)"))
        }
    }

    /// A page of a search of the log, in which nothing is found; while the log grows too fast there is
    /// always another.
    private func page(_ number: Int) -> FilterLogEvents.Output {
        let next = strikes(.logGrows, number) ? "page \(number)" : nil
        return FilterLogEvents.Output(events: [], nextToken: next)
    }

    private func perform<Known: ModelOperation>(
        _ operation: Known,
        _ number: Int,
        _ sent: SimEffect.Sent
    ) throws -> any Sendable {
        let isStale =
            !operation.writesSomething && !(operation is GetMetricData)
            && strikes(.staleRead, number)
        let output = try process.world.perform(
            operation,
            at: process.executor.now,
            by: .driver(process.pid),
            sent: sent,
            isStale: isStale
        )
        return falsified(output, number)
    }
}

extension SimWorld {
    fileprivate func performLate<Operation: ModelOperation>(
        _ operation: Operation,
        _ at: Timestamp,
        _ writer: Truth.Writer,
        _ sent: SimEffect.Sent,
        _ state: inout State
    ) throws {
        _ = try perform(operation, at, writer, sent, &state)
    }
}

extension AWSFailure {
    fileprivate static let noConnection = AWSFailure(
        kind: .notSent,
        code: "NoConnection",
        message: "the connection was refused"
    )
    fileprivate static let noAnswer = AWSFailure(
        kind: .noAnswer,
        code: "TimeOut",
        message: "no answer came back"
    )
    fileprivate static let expired = AWSFailure(
        code: "ExpiredTokenException",
        message: "The security token included in the request is expired",
        status: 403
    )
    fileprivate static let throttled = AWSFailure(
        code: "TooManyRequestsException",
        message: "Rate exceeded",
        status: 429
    )
    fileprivate static let serverError = AWSFailure(
        code: "ServiceException",
        message: "An error occurred and the request cannot be processed.",
        status: 500
    )
}
