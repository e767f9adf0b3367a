// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Synchronization

// Credentials that end: of the processes that start before their end, until they are renewed.
extension SimProcess {
    /// How long the credentials last that this process has found; `nil` when they do not end.
    var credentials: CredentialLife? {
        guard let over = world.faults.windows[.credentialsEnd]?.to, startedAt < over,
            !state.withLock({ $0.hasRenewed })
        else { return nil }
        // In some worlds it is the time in which a rollout still goes back that ends in the middle.
        let isTold = world.faults.draw(.credentialsEnd, 2) < 0.5
        let end = isTold ? over.advanced(by: .seconds(600)) : over
        return CredentialLife(until: end, isRenewable: isRenewable)
    }

    /// Whether there are longer ones is drawn once for the world.
    private var isRenewable: Bool { world.faults.draw(.credentialsEnd, 0) < 0.4 }

    /// Asks for longer credentials: the first time there may be none yet.
    func renewCredentials() throws -> CredentialLife? {
        guard let life = credentials else { return nil }
        let asked = state.withLock { state in
            state.timesAsked += 1
            return state.timesAsked
        }
        guard isRenewable else { return life }
        guard asked > 1 || world.faults.draw(.credentialsEnd, 1) < 0.5 else {
            throw AWSFailure(kind: .notSent, code: "NoCredentials", message: "no answer")
        }
        state.withLock { $0.hasRenewed = true }
        return nil
    }

    /// Whether AWS refuses the credentials now.
    var areCredentialsOver: Bool { credentials.map { $0.until <= executor.now } ?? false }
}
