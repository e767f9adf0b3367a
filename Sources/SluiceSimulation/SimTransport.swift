// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceModel
public import SluiceWire
import Synchronization

/// The seam of a simulated process: calls take time, and the process may die at one of them.
public struct SimTransport: AWSTransport {
    let process: SimProcess

    /// Performs a call on the world, 20 ms of virtual time after it was sent.
    public func send<Operation: AWSOperation>(
        _ operation: Operation
    ) async throws(AWSFailure) -> Operation.Output {
        await process.diesBeforeSeam()
        await process.pass(.milliseconds(20))
        let answer: Result<Operation.Output, AWSFailure> = answer(operation)
        await process.diesAfterSeam()
        return try answer.get()
    }

    private func answer<Operation: AWSOperation>(
        _ operation: Operation
    ) -> Result<Operation.Output, AWSFailure> {
        do {
            let output: any Sendable
            switch operation {
            case let invoke as Invoke: output = process.world.invoke(invoke)
            case let known as any ModelOperation: output = try perform(known)
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

    private func perform<Known: ModelOperation>(_ operation: Known) throws -> any Sendable {
        try process.world.perform(operation, at: process.clock.now)
    }
}

extension SimWorld {
    /// What a gate is answered: versions whose package is broken fail.
    func invoke(_ invoke: Invoke) -> Invoke.Output {
        state.withLock { state in
            let version = invoke.qualifier.flatMap { Version($0) } ?? .latest
            let isBroken = code(of: version, state).map { profile.broken.contains($0) } ?? true
            return Invoke.Output(
                statusCode: 200,
                functionError: isBroken ? "Unhandled" : nil,
                payload: Blob(utf8: isBroken ? #"{"errorType":"KeyError"}"# : #"{"ok":true}"#),
                executedVersion: version.name
            )
        }
    }
}
