// SPDX-License-Identifier: Apache-2.0
import SluiceBase
public import SluiceCore
public import SluiceDeploy
import Synchronization

/// A journal on the world's disk: what was appended is there after a kill, and the disk may fail.
public struct SimJournal: Journal {
    let process: SimProcess

    /// Why an entry was refused.
    public struct NoSpace: Error, CustomStringConvertible {
        /// What the disk says.
        public var description: String { "No space left on device" }
    }

    /// Everything that is on disk.
    public func entries() async throws -> [Entry] { process.world.entries }

    /// Writes one entry; it takes a millisecond, and the process may die before or after.
    public func append(_ entry: Entry) async throws {
        await process.diesBeforeSeam()
        let world = process.world
        let number = world.nextCall()
        if strikes(.diskSlow, number) {
            let seconds = 1 + world.faults.draw(.diskSlow, number + 1) * 20
            await process.pass(.milliseconds(Int64(seconds * 1000)))
        }
        await process.pass(.milliseconds(1))
        // A torn line is dropped when the journal is opened again, so it was never there; after
        // either, the file is broken for this process.
        if process.journalIsBroken || strikes(.diskFull, number) || strikes(.diskTorn, number) {
            process.breakJournal()
            throw NoSpace()
        }
        world.record(entry, by: process.pid, at: process.executor.now)
        if strikes(.diskLies, number) {
            process.breakJournal()
            throw NoSpace()
        }
        await process.diesAfterSeam()
    }

    private func strikes(_ fault: Fault, _ number: Int) -> Bool {
        let world = process.world
        guard world.faults.strikes(fault, at: process.executor.now, call: number) else {
            return false
        }
        world.strike(fault)
        return true
    }
}

extension SimWorld {
    /// Keeps an entry, and shows it to the checkers.
    func record(_ entry: Entry, by pid: Int, at now: Timestamp) {
        state.withLock { state in
            settle(until: now, &state)
            state.entries.append(entry)
            state.checker.recorded(entry, by: pid, at: now, truth(state))
        }
    }
}
