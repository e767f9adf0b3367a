// SPDX-License-Identifier: Apache-2.0
import SluiceSimulation
import SluiceWire

/// A transport that does something else than it is asked for.
struct BrokenTransport: AWSTransport {
    /// What it does instead, over the transport beneath; `nil` leaves the call alone.
    typealias Meddling =
        @Sendable (any AWSOperation, any AWSTransport) async throws(AWSFailure) -> (any Sendable)?

    let base: any AWSTransport
    let meddling: Meddling

    func send<Operation: AWSOperation>(
        _ operation: Operation
    ) async throws(AWSFailure) -> Operation.Output {
        guard let answer = try await meddling(operation, base) else {
            return try await base.send(operation)
        }
        guard let output = answer as? Operation.Output else {
            throw AWSFailure(kind: .malformed, code: "Malformed", message: Operation.name)
        }
        return output
    }
}

extension SimProcess.Parts {
    /// Drivers whose calls are meddled with.
    static func sending(_ meddling: @escaping BrokenTransport.Meddling) -> Self {
        var parts = Self()
        parts.transport = { BrokenTransport(base: $0, meddling: meddling) }
        return parts
    }

    /// Drivers whose writes of the alias are changed before they are sent.
    static func moving(_ change: @escaping @Sendable (inout UpdateAlias) -> Void) -> Self {
        sending { operation, base throws(AWSFailure) in
            guard var update = operation as? UpdateAlias, update.name == SimWorld.alias else {
                return nil
            }
            change(&update)
            return try await base.send(update)
        }
    }
}

extension UpdateAlias {
    /// The share of the additional version.
    var share: Double? { routingConfig?.additionalVersionWeights?.values.first }

    /// The alias as it is.
    func reading(_ base: any AWSTransport) async throws(AWSFailure) -> AliasConfiguration {
        try await base.send(GetAlias(functionName: functionName, name: name))
    }

    /// The same write, for the alias as it is now.
    func again(_ base: any AWSTransport) async throws(AWSFailure) -> AliasConfiguration {
        var update = self
        update.revisionId = try await reading(base).revisionId
        return try await base.send(update)
    }
}
