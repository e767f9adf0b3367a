// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

/// A rollout and its journal, which move together: append first, apply then.
struct Recorder: Sendable {
    private(set) var rollout: Rollout
    let journal: any Journal
    let clock: any WallClock

    /// The journal refused an entry.
    struct Failure: Error {
        var reason: String
        /// Whether it is a store that does not answer, and no disk.
        var isOfStore = false
    }

    init(rollout: Rollout, journal: any Journal, clock: any WallClock) {
        self.rollout = rollout
        self.journal = journal
        self.clock = clock
    }

    /// Records an event and takes it in; what was recorded.
    @discardableResult
    mutating func record(_ event: Event) async throws -> Entry {
        let entry = next(event)
        do {
            try await journal.append(entry)
        } catch let loss as LeaseLost {
            // Somebody else drives: what became of our writes is for that driver to find out.
            throw loss
        } catch let stopped as WriteStopped {
            // The process ends at once, as it does in the midst of a write to AWS.
            throw stopped
        } catch {
            // What AWS answered is true all the same; an intention that is not recorded is dropped.
            if case .intended = event {} else { rollout.apply(entry) }
            throw Failure(
                reason: "\(error)",
                isOfStore: error is AWSFailure || error is LeaseUncertain
            )
        }
        rollout.apply(entry)
        return entry
    }

    /// Takes an event in that cannot be recorded any more.
    mutating func remember(_ event: Event) { rollout.apply(next(event)) }

    private func next(_ event: Event) -> Entry {
        Entry(n: rollout.entryCount + 1, at: clock.now, event: event)
    }
}
