// SPDX-License-Identifier: Apache-2.0

/// The only source of time that Sluice's code may use.
///
/// ```swift
/// let end = clock.now.advanced(by: .seconds(600))
/// try await clock.sleep(until: end, tolerance: nil)
/// ```
public protocol WallClock: Clock, Sendable where Instant == Timestamp, Duration == Swift.Duration {}
