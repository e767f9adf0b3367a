// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

/// A journal to which only the holder of the lease adds.
///
/// A store that is away for a while must not cost a good candidate its traffic: a line is tried again
/// until shortly before the lease runs out, which leaves time to give back what nobody can record.
/// Where the line says that traffic goes back nothing is gained by that, so the tries are few, and
/// where a person wants it back there is one.
struct LeasedJournal: KeptJournal {
    let base: any KeptJournal
    let lease: Lease
    let clock: any WallClock
    /// What may end the tries.
    let wishes: Wishes
    /// Whether a line is tried once, because traffic is to go back.
    let isHasty: Bool
    /// Tells that a line is tried again.
    let tell: @Sendable (String) async -> Void

    var place: String { base.place }
    var wasTorn: Bool { get async { await base.wasTorn } }

    func hold() async throws { try await base.hold() }
    func release() async { await base.release() }

    func entries() async throws -> [Entry] { try await base.entries() }

    /// Adds one entry, in several tries where the store does not take it.
    ///
    /// - Throws: `LeaseLost`, `LeaseUncertain`, `WriteStopped`, or what the store said last.
    func append(_ entry: Entry) async throws {
        if isHasty {
            try await check(after: nil)
            return try await base.append(entry)
        }
        let begun = clock.now
        let patience = entry.event.goesBack ? Limits.appendHaste : Limits.leaseTime
        let ended = await withTaskGroup(of: Ended.self) { group -> Ended in
            group.addTask {
                do {
                    try await write(entry)
                    return .written(nil)
                } catch {
                    return .written(error)
                }
            }
            group.addTask { .over(await waitForEnd(since: begun, atMost: patience)) }
            var stop: Interrupt?
            for await ended in group {
                group.cancelAll()
                switch ended {
                // A line that came through all the same counts.
                case .written(_?): return stop.map { .over($0) } ?? ended
                case .written(nil): return ended
                case .over(let interrupt): stop = interrupt
                }
            }
            preconditionFailure("a write ends")
        }
        switch ended {
        case .written(let failure?): throw failure
        case .written(nil): return
        case .over(let interrupt?):
            await lease.hurry()
            throw WriteStopped(interrupt: interrupt)
        case .over(nil): preconditionFailure("only a wish to stop is told of")
        }
    }

    /// How one of the two that a line waits for ended.
    private enum Ended: Sendable {
        case written((any Error)?)
        case over(Interrupt?)
    }

    /// Only the holder of the lease writes.
    private func check(after last: AWSFailure?) async throws {
        switch await lease.standing() {
        case .held: return
        case .lost(let loss): throw loss
        case .unknown(let why): throw last ?? LeaseUncertain(why: why)
        }
    }

    private func write(_ entry: Entry) async throws {
        var last: AWSFailure?
        while true {
            try await check(after: last)
            do {
                return try await base.append(entry)
            } catch let failure as AWSFailure where failure.isWorthRepeating {
                if Task.isCancelled { throw last ?? failure }
                if last == nil {
                    await tell(
                        "the journal at \(place) takes no line (\(failure.code)); trying again for "
                            + "up to \(Limits.appendWait.words)"
                    )
                }
                last = failure
                do {
                    let next = clock.now.advanced(by: Limits.appendPause)
                    try await clock.sleep(until: next, tolerance: nil)
                } catch {
                    // Nobody waits for it any more: what the store said is told.
                    throw failure
                }
            }
        }
    }

    /// Waits until a line is tried for no longer; a wish to stop where that is the reason.
    private func waitForEnd(
        since begun: Timestamp,
        atMost patience: Duration
    ) async -> Interrupt? {
        while true {
            let next = clock.now.advanced(by: Limits.appendLook)
            do { try await clock.sleep(until: next, tolerance: nil) } catch { return nil }
            let heard = wishes.heard
            if heard.count > 1 { return heard.last?.interrupt }
            // A process that slept first asks whether the lease is its own still.
            var end = max(await lease.linesUntil, begun.advanced(by: Limits.bucketWait))
            end = min(end, begun.advanced(by: patience))
            if let first = heard.first {
                end = min(end, max(first.at, begun).advanced(by: Limits.appendHaste))
            }
            if clock.now >= end { return nil }
        }
    }
}

extension Event {
    /// Whether it says that traffic goes back.
    fileprivate var goesBack: Bool {
        switch self {
        case .decided(.rollBack, _), .intended(.moveAlias(.rollBack, _)): true
        default: false
        }
    }
}

/// The lease ran out, and its home cannot be asked whether somebody took it.
struct LeaseUncertain: Error, CustomStringConvertible {
    var why: String
    var description: String { "the lease on the target could not be renewed: \(why)" }
}
