// SPDX-License-Identifier: Apache-2.0

/// What the pool has to know of an invocation.
protocol PoolJob {
    /// The invocation's id.
    var id: RequestID { get }
    /// When it arrived, in nanoseconds of the monotonic clock.
    var arrived: UInt64 { get }
}
