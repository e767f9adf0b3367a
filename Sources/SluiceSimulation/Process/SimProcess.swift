// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceCore
public import SluiceDeploy
public import SluiceWire
import Synchronization

/// One process that drives the world's rollout, and that may be killed at its N-th seam call.
public final class SimProcess: Sendable {
    /// What of the product may be replaced by something broken, to see that a checker notices.
    public struct Parts: Sendable {
        /// Wraps what the platform sends through.
        public var transport: @Sendable (any AWSTransport) -> any AWSTransport = { $0 }
        /// Wraps where the driver writes its journal.
        public var journal: @Sendable (any Journal) -> any Journal = { $0 }
        /// Changes what the platform says happened.
        public var event: @Sendable (Event) -> Event = { $0 }
        /// Wraps the driver's clock.
        public var clock: @Sendable (any WallClock) -> any WallClock = { $0 }

        /// After how long a second driver starts beside each, as if there were no lock.
        public var twinAfter: Duration?

        /// Leaves everything as the product has it.
        public init() {}
    }

    /// The world that outlives it.
    public let world: SimWorld
    /// Its number, from 1.
    public let pid: Int
    /// Its clock.
    public let clock: SimClock

    let executor: SimExecutor
    private let killAt: Int
    private let parts: Parts
    let startedAt: Timestamp
    let state: Mutex<State>

    struct State {
        var seams = 0
        var journalIsBroken = false
        var hasUpdated = false
        var hasRenewed = false
        var timesAsked = 0
        /// At which seam call it dies because somebody paused its rollout and turned it off.
        var lastSeam: Int?
        var random: SeededRandom
    }

    /// Makes a process.
    ///
    /// - Parameters:
    ///   - world: What it acts on.
    ///   - pid: Its number among the processes of this world.
    ///   - killAt: Twice the number of the seam call after whose effect it dies, less one for
    ///     before the effect; `nil` lets it live.
    ///   - executor: Where it runs, when it is not alone.
    ///   - parts: What is replaced in it.
    public init(
        _ world: SimWorld,
        pid: Int = 1,
        killAt: Int? = nil,
        executor: SimExecutor? = nil,
        parts: Parts = Parts()
    ) {
        self.world = world
        self.pid = pid
        self.killAt = killAt ?? .max
        self.parts = parts
        self.executor = executor ?? SimExecutor(now: world.now)
        clock = SimClock(self.executor)
        startedAt = self.executor.now
        state = Mutex(State(random: SeededRandom(seed: world.seed).fork("process \(pid)")))
    }

    /// How many seam calls it has made.
    public var seamCalls: Int { state.withLock { $0.seams } }

    var journalIsBroken: Bool { state.withLock { $0.journalIsBroken } }
    var hasUpdated: Bool { state.withLock { $0.hasUpdated } }

    func breakJournal() {
        state.withLock { $0.journalIsBroken = true }
        world.state.withLock { $0.checker.lostJournal(of: pid) }
    }

    /// The journal takes entries again, after it refused some.
    func mendJournal() {
        state.withLock { $0.journalIsBroken = false }
        world.state.withLock { $0.checker.foundJournal(of: pid) }
    }

    /// Drives the rollout in the world's journal as far as it comes.
    public func drive(until end: Timestamp = .distantFuture) -> SimExecutor.End<DriveEnd> {
        let end = executor.run(until: end) { [self] in
            guard let after = parts.twinAfter else { return try await driver.run() }
            let twin = SimProcess(world, pid: pid + 1, executor: executor)
            return try await withThrowingTaskGroup(of: DriveEnd.self) { group in
                group.addTask { try await self.driver.run() }
                group.addTask {
                    try await self.clock.pass(after)
                    return try await twin.driver.run()
                }
                defer { group.cancelAll() }
                return try await group.next() ?? .interrupted(.terminate)
            }
        }
        world.now = max(world.now, executor.now)
        return end
    }

    /// The real driver on the real platform; only what is behind the seams is simulated.
    public var driver: RolloutDriver {
        let wall = self.clock
        let clock = parts.clock(
            SteadyClock(
                wall.now,
                uptime: { [executor] in SimWorld.beginning.duration(to: executor.now) },
                rest: { try await wall.pass($0) }
            )
        )
        let aws = parts.transport(
            RetryingTransport(
                SimTransport(process: self),
                clock: clock,
                random: state.withLock { $0.random }
            )
        )
        let gates = GateRunner(
            aws: aws,
            clock: clock,
            environment: { [:] },
            command: { [world] _ in
                world.profile.failingGates.contains("run")
                    ? .init(isSuccess: false, text: "exit status 1", output: "")
                    : .init(isSuccess: true, text: "exit status 0", output: "")
            },
            fetch: { [world] _ in world.profile.failingGates.contains("url") ? 500 : 200 }
        )
        let platform = LambdaPlatform(
            aws: aws,
            clock: clock,
            gates: gates,
            package: { Array($0.sha256.utf8) },
            credentials: { try self.renewCredentials() }
        )
        if credentials != nil { world.strike(.credentialsEnd) }
        return RolloutDriver(
            journal: parts.journal(SimJournal(process: self)),
            seams: RolloutDriver.Seams(
                perform: { [parts] in parts.event(await platform.perform($0, for: $1)) },
                requests: { self.requests(without: $0) },
                interrupt: { await self.interrupt() }
            ),
            identity: DriverIdentity(
                pid: pid,
                host: "simulation",
                who: "simulation",
                credentials: credentials
            ),
            clock: clock
        )
    }

    private func requests(without known: Set<String>) -> [Request] {
        let due = dueRequests(without: known)
        if let pause = due.first(where: { $0.verb == .pause }) { mayEnd(after: pause) }
        return due
    }

    /// Whoever pauses a rollout may turn off the machine that drives it: once it was recorded.
    private func mayEnd(after pause: Request) {
        // Not where a case of its own has somebody pause.
        guard world.faults.windows[.held] != nil else { return }
        let number = Int(truncatingIfNeeded: pause.at.millisecondsSince1970)
        let draw = world.faults.draw(.held, number)
        guard draw < 0.75 else { return }
        state.withLock { state in
            state.lastSeam = state.lastSeam ?? state.seams + 1 + Int(draw * 16)
        }
    }

    private func dueRequests(without known: Set<String>) -> [Request] {
        let now = executor.now
        return world.state.withLock { state in
            let due = state.requests.filter { $0.at <= now && !known.contains($0.id) }
            for request in due {
                let fault: Fault? =
                    switch request.verb {
                    case .abort: .aborted
                    case .pause: .held
                    case .promote, .promoteAll: .promoted
                    case .stepDown: .steppedDown
                    case .resume, .approve, .adopt: nil
                    }
                if let fault { state.fired[fault, default: 0] += 1 }
            }
            return due
        }
    }

    /// Somebody presses Ctrl-C, once, if this world has it; a task that is cancelled ends.
    private func interrupt() async -> Interrupt? {
        var end = Timestamp.distantFuture
        if let window = world.faults.windows[.interrupted], world.fired[.interrupted] == nil {
            end = window.from
        }
        do {
            try await clock.pass(max(.zero, executor.now.duration(to: end)))
        } catch {
            // The sleep ends by cancellation when the drive is over.
            return nil
        }
        world.strike(.interrupted)
        return .interrupt
    }

    /// Takes note of what is sent, before anything can happen to it.
    func sees<Operation: AWSOperation>(_ operation: Operation) -> SimEffect.Sent {
        if operation is UpdateFunctionCode || operation is UpdateFunctionConfiguration {
            state.withLock { $0.hasUpdated = true }
        }
        guard operation.writesSomething else { return .init() }
        return world.state.withLock { state in
            state.checker.sent(operation, by: pid, at: executor.now, world.truth(state))
        }
    }

    func pass(_ duration: Duration) async {
        // A cancelled call still takes effect: that is what a call on its way does.
        try? await clock.pass(duration)
    }

    func diesBeforeSeam() async {
        let number = state.withLock { state in
            state.seams += 1
            return state.seams
        }
        meetFaults(number)
        if number * 2 - 1 == killAt || isKilled(number * 2 - 1) { await executor.kill() }
    }

    func diesAfterSeam() async {
        let number = seamCalls * 2
        let isLast = state.withLock { state in state.lastSeam.map { state.seams >= $0 } ?? false }
        if isLast { world.strike(.killed) }
        if isLast || number == killAt || isKilled(number) { await executor.kill() }
    }

    private func isKilled(_ number: Int) -> Bool {
        strikes(.killed, number, chance: 0.1, times: 4)
    }

    /// What befalls a process and not a call.
    private func meetFaults(_ number: Int) {
        if strikes(.paused, number, chance: 0.1, times: 1) { executor.pause(for: .seconds(3600)) }
        let draw = world.faults.draw(.clockForward, number + pid * 7)
        if strikes(.clockForward, number, chance: 0.2, times: 2) {
            clock.jump(by: .seconds(Int64(draw < 0.5 ? 10 + draw * 60 : 7200 * draw)))
        }
        if strikes(.clockBack, number, chance: 0.2, times: 2) {
            clock.jump(by: .seconds(-Int64(draw < 0.5 ? 10 + draw * 60 : 7200 * draw)))
        }
    }

    private func strikes(_ fault: Fault, _ number: Int, chance: Double, times: Int) -> Bool {
        let faults = world.faults
        guard faults.strikes(fault, at: executor.now, call: number + pid * 100_000),
            faults.draw(fault, number + pid * 77_777) < chance,
            world.fired[fault, default: 0] < times
        else { return false }
        world.strike(fault)
        return true
    }
}
