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

    /// The alias could not be written.
    struct Unsettled: Error {
        var failure: AWSFailure
        /// The alias as it is all the same; `nil` when nobody knows what it serves.
        var found: AliasState?
    }

    /// Makes the alias serve exactly `traffic`, starting from what was read.
    ///
    /// A stale revision or an unknown outcome is settled by reading: what serves `traffic` is
    /// done; what still names `leaving` is written again with the revision just read; anything
    /// else is someone else's and stays.
    ///
    /// - Throws: `Superseded`, `Unsettled`, or `CancellationError`.
    func write(
        _ traffic: Traffic,
        over read: AliasState,
        leaving: [Version]
    ) async throws -> AliasState {
        var current = read
        var isInDoubt = false
        for attempt in 1...Limits.rescueAttempts {
            let failure: AWSFailure
            do {
                return try await aws.write(write(traffic, over: current))
            } catch {
                failure = error
            }
            let isStale = failure.status == 412
            isInDoubt = isInDoubt || isStale || failure.isOutcomeUnknown
            let mayRepeat =
                (isStale || failure.isOutcomeUnknown || failure.isPassing)
                && attempt < Limits.rescueAttempts
            if !isStale, mayRepeat {
                let pause = Limits.rescuePause * (1 << (attempt - 1))
                try await clock.sleep(until: clock.now.advanced(by: pause), tolerance: nil)
            }
            // What cannot be read stays in doubt: the next write asks for the same revision.
            if mayRepeat || isInDoubt, let found = try? await aws.alias(alias, of: function) {
                if found.traffic == traffic { return found }
                guard found.traffic == read.traffic || leaving.contains(where: found.names) else {
                    throw Superseded(found: found)
                }
                (current, isInDoubt) = (found, false)
            }
            guard mayRepeat else {
                throw Unsettled(failure: failure, found: isInDoubt ? nil : current)
            }
        }
        preconditionFailure("the last attempt returns or throws")
    }

    private func write(_ traffic: Traffic, over current: AliasState) -> AliasWrite {
        AliasWrite(
            function: function,
            alias: alias,
            traffic: traffic,
            // A person's word ends every rollout's claim on the alias.
            description: Claim.ownText(of: current.description),
            revision: current.revision
        )
    }
}
