// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// Lets searches of logs through one by one, a second apart.
///
/// CloudWatch Logs allows five a second for all readers of an account and region together; a
/// process shares one pace among all its rollouts.
public actor LogPace {
    private let clock: any WallClock
    private let pause: Duration
    private var next: Timestamp?

    /// Makes a pace; a second unless said otherwise.
    public init(clock: any WallClock, pause: Duration = .seconds(1)) {
        self.clock = clock
        self.pause = pause
    }

    /// Waits for the next turn, and says when it came; each caller has one of its own.
    func turn() async throws -> Timestamp {
        let now = clock.now
        let turn = max(now, next ?? now)
        next = turn.advanced(by: pause)
        if turn > now { try await clock.sleep(until: turn, tolerance: nil) }
        return clock.now
    }
}
