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
    /// Whether a claim that came meanwhile stops it: everything but going back waits for a rollout.
    var yields = false

    /// Someone else moved the alias away from what it was to be taken from.
    struct Superseded: Error { var found: AliasState }

    /// A rollout claimed the alias meanwhile.
    struct Claimed: Error {
        var claim: Claim
        var found: AliasState
    }

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
    /// - Throws: `Superseded`, `Claimed`, `Unsettled`, or `CancellationError`.
    func write(
        _ traffic: Traffic,
        over read: AliasState,
        leaving: [Version]
    ) async throws -> AliasState {
        var current = read
        var isInDoubt = false
        var staleReads = 0
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
            if !isStale, mayRepeat { try await pause(before: attempt) }
            // What cannot be read stays in doubt: the next write asks for the same revision.
            let refused = isStale ? current.revision : nil
            if mayRepeat || isInDoubt, let found = try await look(past: refused, &staleReads) {
                if found.traffic == traffic { return found }
                guard found.traffic == read.traffic || leaving.contains(where: found.names) else {
                    throw Superseded(found: found)
                }
                if yields, let claim = Claim(in: found.description), claim.until > clock.now,
                    claim != Claim(in: read.description)
                {
                    throw Claimed(claim: claim, found: found)
                }
                (current, isInDoubt) = (found, found.revision == refused)
            }
            guard mayRepeat else {
                throw Unsettled(failure: failure, found: isInDoubt ? nil : current)
            }
        }
        preconditionFailure("the last attempt returns or throws")
    }

    /// Reads the alias; a reading that shows the revision that was just refused is an old one, and is
    /// made again after a pause, over all attempts at most five times.
    private func look(past refused: String?, _ staleReads: inout Int) async throws -> AliasState? {
        while true {
            let found = try? await aws.alias(alias, of: function)
            guard let refused, found?.revision == refused, staleReads < Limits.rescueStaleReads
            else { return found }
            staleReads += 1
            try await pause(before: staleReads)
        }
    }

    private func pause(before attempt: Int) async throws {
        let pause = Limits.rescuePause * (1 << (attempt - 1))
        try await clock.sleep(until: clock.now.advanced(by: pause), tolerance: nil)
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
