// SPDX-License-Identifier: Apache-2.0
import SluiceBase

extension LocalAWS {
    /// What the realm is called.
    nonisolated var realm: Realm { Realm(account: account, region: region) }

    /// Settles, dispatches and drains until the realm is stopped or the task cancelled.
    nonisolated func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.settling.run(clock: self.clock) { await self.settle() } }
            group.addTask { await self.dispatchEvents() }
            group.addTask {
                await self.watching.run(clock: self.clock) { await self.watchAlarms() }
            }
            group.addTask {
                await self.draining.run(clock: self.clock) {
                    await self.drain()
                    return self.clock.now.advanced(by: Limits.drainInterval)
                }
            }
        }
    }

    /// Keeps what was counted and logged last, and closes the databases.
    nonisolated func close() async {
        await drain()
        // Closing changes nothing on the disk: all that was promised is there already.
        try? store.close()
        try? telemetry.close()
    }
}
