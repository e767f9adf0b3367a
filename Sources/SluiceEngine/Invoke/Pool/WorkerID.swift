// SPDX-License-Identifier: Apache-2.0

/// A worker's number, never used twice while the engine runs.
struct WorkerID: Hashable, Sendable, Comparable {
    /// The pool's number.
    let pool: Int
    /// The worker's number in its pool.
    let number: Int

    static func < (left: WorkerID, right: WorkerID) -> Bool {
        (left.pool, left.number) < (right.pool, right.number)
    }
}
