// SPDX-License-Identifier: Apache-2.0
import SluiceWire
import Synchronization

/// AWS as a test wants it: answers by operation, and remembers everything that was sent.
final class ScriptedAWS: AWSTransport {
    typealias Handler = @Sendable (any AWSOperation) throws -> any Sendable

    private struct State {
        var sent: [any AWSOperation] = []
        var handlers: [String: [Handler]] = [:]
    }

    private let state = Mutex(State())

    /// Answers every call of an operation, or, said several times, the next call each; the last
    /// one stays.
    @discardableResult
    func on<Operation: AWSOperation>(
        _ type: Operation.Type,
        _ handler: @escaping @Sendable (Operation) throws -> Operation.Output
    ) -> ScriptedAWS {
        state.withLock { state in
            state.handlers[Operation.name, default: []].append { operation in
                guard let operation = operation as? Operation else { throw Unscripted() }
                return try handler(operation)
            }
        }
        return self
    }

    /// Answers every call of an operation so, whatever was said before.
    func replace<Operation: AWSOperation>(
        _ type: Operation.Type,
        _ handler: @escaping @Sendable (Operation) throws -> Operation.Output
    ) {
        state.withLock { $0.handlers[Operation.name] = nil }
        on(type, handler)
    }

    struct Unscripted: Error {}

    func send<Operation: AWSOperation>(
        _ operation: Operation
    ) async throws(AWSFailure) -> Operation.Output {
        let handler = state.withLock { state -> Handler? in
            state.sent.append(operation)
            guard var handlers = state.handlers[Operation.name], let first = handlers.first else {
                return nil
            }
            if handlers.count > 1 { handlers.removeFirst() }
            state.handlers[Operation.name] = handlers
            return first
        }
        guard let handler else {
            throw AWSFailure(code: "Unscripted", message: Operation.name, status: 400)
        }
        do {
            guard let output = try handler(operation) as? Operation.Output else {
                throw Unscripted()
            }
            return output
        } catch let failure as AWSFailure {
            throw failure
        } catch {
            throw AWSFailure(code: "Unscripted", message: "\(error)", status: 400)
        }
    }

    /// The calls of one operation, in their order.
    func calls<Operation: AWSOperation>(_ type: Operation.Type) -> [Operation] {
        state.withLock { $0.sent.compactMap { $0 as? Operation } }
    }

    /// The names of all operations that were sent.
    var names: [String] { state.withLock { $0.sent.map { Swift.type(of: $0).name } } }
}

extension AWSFailure {
    static let missing = AWSFailure(
        code: "ResourceNotFoundException",
        message: "Function not found",
        status: 404
    )
    static let stale = AWSFailure(
        code: "PreconditionFailedException",
        message: "The Revision Id provided does not match the latest Revision Id.",
        status: 412
    )
    static let throttled = AWSFailure(
        code: "TooManyRequestsException",
        message: "Rate exceeded",
        status: 429
    )
    static let broken = AWSFailure(code: "ServiceException", message: "oops", status: 500)
    static let silent = AWSFailure(kind: .noAnswer, code: "Timeout", message: "no answer")
}
