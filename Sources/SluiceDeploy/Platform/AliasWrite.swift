// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

/// One complete write of an alias: nothing about it is left to what was there before.
struct AliasWrite: Hashable, Sendable {
    var function: String
    var alias: String
    var traffic: Traffic
    /// `nil` leaves the description as it is.
    var description: String?
    /// Refuses the write unless the alias is at this revision.
    var revision: String?
}

extension AWSTransport {
    /// Writes an alias; the answer is the truth about it.
    func write(_ write: AliasWrite) async throws(AWSFailure) -> AliasState {
        let answer = try await send(
            UpdateAlias(
                functionName: write.function,
                name: write.alias,
                functionVersion: write.traffic.version.name,
                description: write.description,
                routingConfig: RoutingConfig(write.traffic),
                revisionId: write.revision
            )
        )
        return try AliasState(answer)
    }

    /// Reads an alias; `nil` when it, or its function, does not exist.
    func alias(_ name: String, of function: String) async throws(AWSFailure) -> AliasState? {
        let answer: AliasConfiguration
        do {
            answer = try await send(GetAlias(functionName: function, name: name))
        } catch {
            if error.status == 404 { return nil }
            throw error
        }
        return try AliasState(answer)
    }
}
