// SPDX-License-Identifier: Apache-2.0
import SluiceWire

/// Lets only the holder of a lease change something: asked right before each write.
struct FencedTransport: AWSTransport {
    let base: any AWSTransport
    let lease: Lease

    func send<Operation: AWSOperation>(
        _ operation: Operation
    ) async throws(AWSFailure) -> Operation.Output {
        guard Operation.isRead else {
            try await check(operation)
            return try await base.send(operation)
        }
        return try await base.send(operation)
    }

    private func check<Operation: AWSOperation>(_ operation: Operation) async throws(AWSFailure) {
        let why: String
        switch await lease.standing() {
        case .held: return
        case .lost(let loss): why = loss.description
        case .unknown(let text):
            let update = operation as? UpdateAlias
            if let update, update.givesBack, await lease.mayGiveBack() { return }
            why = "the lease could not be renewed: \(text)"
        }
        throw AWSFailure(kind: .notSent, code: "LeaseLost", message: why)
    }
}

extension UpdateAlias {
    /// Whether it takes all weights away, from a state that it names by its revision.
    fileprivate var givesBack: Bool {
        revisionId != nil && routingConfig?.additionalVersionWeights?.isEmpty ?? false
    }
}
