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
    /// Whether a claim that came meanwhile stops it, and what was written since it had no answer:
    /// everything but going back waits for others.
    var yields = false
    /// Whether an abort of this write was asked for; asked before each repeat.
    var isAborted: @Sendable () async -> Bool = { false }

    /// Someone else moved the alias away from what it was to be taken from.
    struct Superseded: Error {
        var found: AliasState
        /// Whether it serves what it served before, and was written since a write without an answer.
        var isBack = false
    }

    /// An abort was asked for before the alias could be seen to be written.
    struct Aborted: Error {}

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
    /// else is someone else's and stays. So is, for a write that yields, what was written since a
    /// write without an answer: that one may have happened and been taken back.
    ///
    /// - Throws: `Superseded`, `Claimed`, `Aborted`, `Unsettled`, or `CancellationError`.
    func write(
        _ traffic: Traffic,
        over read: AliasState,
        leaving: [Version]
    ) async throws -> AliasState {
        var course = Course(read: read, leaving: leaving, current: read)
        for attempt in 1...Limits.rescueAttempts {
            let failure: AWSFailure
            do {
                return try await aws.write(write(traffic, over: course.current))
            } catch {
                failure = error
            }
            let isStale = failure.status == 412
            course.isUnanswered = course.isUnanswered || failure.isOutcomeUnknown
            course.isInDoubt = course.isInDoubt || isStale || failure.isOutcomeUnknown
            let mayRepeat =
                (isStale || failure.isOutcomeUnknown || failure.isPassing)
                && attempt < Limits.rescueAttempts
            if !isStale, mayRepeat { try await pause(before: attempt) }
            // What cannot be read stays in doubt: the next write asks for the same revision.
            let refused = isStale ? course.current.revision : nil
            if mayRepeat || course.isInDoubt {
                let found = try await look(past: refused, &course)
                if await isAborted() { throw Aborted() }
                if let found, try settle(found, refused, traffic, &course) { return found }
            }
            guard mayRepeat else {
                let known = course.isInDoubt ? nil : course.current
                throw Unsettled(failure: failure, found: known)
            }
        }
        preconditionFailure("the last attempt returns or throws")
    }

    /// What is known of one write and its repeats.
    private struct Course {
        let read: AliasState
        let leaving: [Version]
        /// What the next write asks for.
        var current: AliasState
        var isInDoubt = false
        /// Whether a write of which nobody heard may have happened.
        var isUnanswered = false
        var staleReads = 0
    }

    /// Whether the alias is as it was to be; where it may be written again, from what was found.
    private func settle(
        _ found: AliasState,
        _ refused: String?,
        _ traffic: Traffic,
        _ course: inout Course
    ) throws -> Bool {
        if found.traffic == traffic { return true }
        let isOurs =
            found.traffic == course.read.traffic || course.leaving.contains(where: found.names)
        guard isOurs else { throw Superseded(found: found) }
        if yields, let claim = Claim(in: found.description), claim.until > clock.now,
            claim != Claim(in: course.read.description)
        {
            throw Claimed(claim: claim, found: found)
        }
        if wasTakenBack(found, course) { throw Superseded(found: found, isBack: true) }
        (course.current, course.isInDoubt) = (found, found.revision == refused)
        return false
    }

    /// Whether somebody wrote since a write without an answer, which may have happened before.
    private func wasTakenBack(_ found: AliasState, _ course: Course) -> Bool {
        yields && course.isUnanswered && found.traffic == course.read.traffic
            && found.revision != course.current.revision
    }

    /// Reads the alias; what may be an old reading is made again after a pause.
    private func look(past refused: String?, _ course: inout Course) async throws -> AliasState? {
        let found = try await look(past: refused, &course.staleReads)
        guard let found, wasTakenBack(found, course) else { return found }
        // An old reading looks like that too.
        return try await look(past: found.revision, &course.staleReads) ?? found
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
