// SPDX-License-Identifier: Apache-2.0
import SluiceBase

extension WallClock {
    /// Does something for at most this long; `nil` when it takes longer: then it is cancelled.
    func within<Result: Sendable>(
        _ time: Duration,
        _ body: @escaping @Sendable () async -> Result
    ) async -> Result? {
        let end = now.advanced(by: time)
        return await withTaskGroup(of: Result?.self) { group in
            group.addTask { await body() }
            group.addTask {
                // Cancelled when the body came to its end: then nobody waits.
                try? await sleep(until: end, tolerance: nil)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }
}
