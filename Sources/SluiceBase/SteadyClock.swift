// SPDX-License-Identifier: Apache-2.0

/// The wall clock as this process found it, which nobody can set any more.
///
/// A bake that is counted by a clock which somebody sets forward is over too soon, and one whose
/// clock is set back does not end. So a rollout goes by the time at its process's start and by what
/// has passed since, a machine's sleep included.
public struct SteadyClock: WallClock {
    private let beginning: Timestamp
    private let uptimeAtBeginning: Swift.Duration
    private let uptime: @Sendable () -> Swift.Duration
    private let rest: @Sendable (Swift.Duration) async throws -> Void

    /// Starts from what the machine's clock shows now.
    public init() {
        self.init(SystemClock().now, uptime: { SystemClock.uptime }, rest: SystemClock.nap)
    }

    /// Starts from a point in time.
    ///
    /// - Parameters:
    ///   - beginning: What the clock shows now.
    ///   - uptime: What has passed since some point that does not move.
    ///   - rest: Waits for a duration; it may end early, and throws when cancelled.
    public init(
        _ beginning: Timestamp,
        uptime: @escaping @Sendable () -> Swift.Duration,
        rest: @escaping @Sendable (Swift.Duration) async throws -> Void
    ) {
        self.beginning = beginning
        self.uptime = uptime
        self.rest = rest
        uptimeAtBeginning = uptime()
    }

    /// The time at the beginning and what has passed since.
    public var now: Timestamp { beginning.advanced(by: uptime() - uptimeAtBeginning) }

    /// One millisecond.
    public var minimumResolution: Swift.Duration { .milliseconds(1) }

    /// Sleeps until this clock shows `deadline`, in naps; throws `CancellationError` when cancelled.
    public func sleep(until deadline: Timestamp, tolerance: Swift.Duration?) async throws {
        while true {
            let left = now.duration(to: deadline)
            if left <= .zero { return try Task.checkCancellation() }
            try await rest(min(left, SystemClock.napMax))
        }
    }
}
