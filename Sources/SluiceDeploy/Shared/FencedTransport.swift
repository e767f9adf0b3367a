// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire

/// Lets only the holder of a lease change something: asked right before each write.
struct FencedTransport: AWSTransport {
    let base: any AWSTransport
    let lease: Lease
    /// The target's alias, and the version that it may be given back to without knowing the lease.
    let alias: String?
    let stable: Version?

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
        let isBack = (operation as? UpdateAlias).map(givesBack) ?? false
        switch await lease.standing(givingBack: isBack) {
        case .held: return
        case .lost(let loss): why = loss.description
        case .unknown(let text):
            // Only after the renewal: where the store answers, another may have taken over.
            if isBack, await lease.mayGiveBack() { return }
            why = "the lease could not be renewed: \(text)"
        }
        throw AWSFailure(kind: .notSent, code: "LeaseLost", message: why)
    }

    /// Whether it gives the stable version all calls, from a state that it names by its revision.
    private func givesBack(_ update: UpdateAlias) -> Bool {
        guard let alias, let stable else { return false }
        return update.name == alias && update.functionVersion == stable.name
            && update.revisionId != nil
            && update.routingConfig?.additionalVersionWeights?.isEmpty ?? false
    }
}
