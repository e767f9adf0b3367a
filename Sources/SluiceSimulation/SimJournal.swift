// SPDX-License-Identifier: Apache-2.0
public import SluiceCore
public import SluiceDeploy
import Synchronization

/// A journal on the world's disk: what was appended is there after a kill.
public struct SimJournal: Journal {
    let process: SimProcess

    /// Everything that is on disk.
    public func entries() async throws -> [Entry] { process.world.entries }

    /// Writes one entry; it takes a millisecond, and the process may die before or after.
    public func append(_ entry: Entry) async throws {
        await process.diesBeforeSeam()
        await process.pass(.milliseconds(1))
        process.world.state.withLock { $0.entries.append(entry) }
        await process.diesAfterSeam()
    }
}
