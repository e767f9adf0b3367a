// SPDX-License-Identifier: Apache-2.0
import Glibc
import SwiftOverlayShims

/// The machine's wall clock.
///
/// A sleep is cut into naps of at most 30 s and the clock is read again after each, so that a
/// laptop that was closed, or a clock that was set, is noticed soon.
public struct SystemClock: WallClock {
    /// The longest single nap of a sleep.
    public static let napMax = Swift.Duration.seconds(30)

    /// Makes the clock; all of them read the same time.
    public init() {}

    /// The time now, by `CLOCK_REALTIME`.
    public var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(
            millisecondsSince1970: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
        )
    }

    /// What has passed since the machine started, sleep included, by `CLOCK_BOOTTIME`.
    public static var uptime: Swift.Duration {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    /// Waits for a duration, whatever the wall clock is set to meanwhile; throws when cancelled.
    public static func nap(_ duration: Swift.Duration) async throws {
        try await Task.sleep(for: duration)
    }

    /// One millisecond: what `Timestamp` can tell apart.
    public var minimumResolution: Swift.Duration { .milliseconds(1) }

    /// Sleeps until the wall clock shows `deadline`; throws `CancellationError` when cancelled.
    public func sleep(until deadline: Timestamp, tolerance: Swift.Duration?) async throws {
        while true {
            let left = now.duration(to: deadline)
            if left <= .zero { return try Task.checkCancellation() }
            try await Task.sleep(for: min(left, Self.napMax), tolerance: tolerance)
        }
    }
}
