// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
public import SluiceDeploy
import Synchronization

/// One process that drives the world's rollout, and that may be killed at its N-th seam call.
public final class SimProcess: Sendable {
    /// The world that outlives it.
    public let world: SimWorld
    /// Its clock.
    public let clock: SimClock

    let executor: SimExecutor
    private let killAt: Int
    private let seams = Mutex(0)

    /// Makes a process.
    ///
    /// - Parameters:
    ///   - world: What it acts on.
    ///   - killAt: Twice the number of the seam call after whose effect it dies, less one for
    ///     before the effect; `nil` lets it live.
    public init(_ world: SimWorld, killAt: Int? = nil) {
        self.world = world
        self.killAt = killAt ?? .max
        executor = SimExecutor(now: world.now)
        clock = SimClock(executor)
    }

    /// How many seam calls it has made.
    public var seamCalls: Int { seams.withLock { $0 } }

    /// Drives the rollout in the world's journal as far as it comes.
    public func drive() -> SimExecutor.End<DriveEnd> {
        let end = executor.run { try await self.driver.run() }
        world.now = executor.now
        return end
    }

    private var driver: RolloutDriver {
        let aws = SimTransport(process: self)
        let gates = GateRunner(
            aws: aws,
            clock: clock,
            environment: { [:] },
            command: { _ in .init(isSuccess: true, text: "exit status 0", output: "") },
            fetch: { _ in 200 }
        )
        let platform = LambdaPlatform(aws: aws, clock: clock, gates: gates) { code in
            Array(code.sha256.utf8)
        }
        return RolloutDriver(
            journal: SimJournal(process: self),
            seams: RolloutDriver.Seams(
                perform: { await platform.perform($0, for: $1) },
                requests: { [world] known in
                    let now = self.clock.now
                    return world.state.withLock { state in
                        state.requests.filter { $0.at <= now && !known.contains($0.id) }
                    }
                },
                interrupt: { await self.never() }
            ),
            identity: DriverIdentity(pid: 1, host: "simulation", who: "simulation"),
            clock: clock
        )
    }

    /// Nobody presses Ctrl-C; a task that is cancelled ends.
    private func never() async -> Interrupt? {
        // The sleep ends only by cancellation, which is the answer.
        try? await clock.sleep(until: .distantFuture, tolerance: nil)
        return nil
    }

    func pass(_ duration: Duration) async {
        // A cancelled call still takes effect: that is what a call on its way does.
        try? await clock.sleep(until: clock.now.advanced(by: duration), tolerance: nil)
    }

    func diesBeforeSeam() async {
        let number = seams.withLock { number in
            number += 1
            return number
        }
        if number * 2 - 1 == killAt { await executor.kill() }
    }

    func diesAfterSeam() async {
        if seamCalls * 2 == killAt { await executor.kill() }
    }
}
