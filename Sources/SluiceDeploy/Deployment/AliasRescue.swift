// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

/// Writes an alias by hand under the alias rule: what is expected is what one read found.
struct AliasRescue: Sendable {
    let aws: any AWSTransport
    let clock: any WallClock
    let function: String
    let alias: String

    /// Someone else moved the alias away from what it was to be taken from.
    struct Superseded: Error { var found: AliasState }

    /// Makes the alias serve exactly `traffic`, starting from what was read.
    ///
    /// A stale revision or an unknown outcome is settled by reading: what serves `traffic` is
    /// done; what still names `leaving` is written again with the revision just read; anything
    /// else is someone else's and stays.
    func write(
        _ traffic: Traffic,
        over read: AliasState,
        leaving: [Version]
    ) async throws -> AliasState {
        var current = read
        for attempt in 1...Limits.rescueAttempts {
            do {
                return try await aws.write(
                    AliasWrite(
                        function: function,
                        alias: alias,
                        traffic: traffic,
                        description: current.description,
                        revision: current.revision
                    )
                )
            } catch {
                let mayRepeat = error.status == 412 || error.isOutcomeUnknown || error.isPassing
                guard mayRepeat, attempt < Limits.rescueAttempts else { throw error }
                if error.status != 412 {
                    let pause = Limits.rescuePause * (1 << (attempt - 1))
                    try await clock.sleep(until: clock.now.advanced(by: pause), tolerance: nil)
                }
            }
            guard let found = try await aws.alias(alias, of: function) else { continue }
            if found.traffic == traffic { return found }
            guard found.traffic == read.traffic || leaving.contains(where: found.names) else {
                throw Superseded(found: found)
            }
            current = found
        }
        preconditionFailure("the last attempt returns or throws")
    }
}
