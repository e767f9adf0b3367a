// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceCore

/// Runs one rollout: keeps in flight what its agenda lists, and records what happens.
///
/// Running is resuming: a rollout that begins is one whose journal has a single line. There is no
/// policy here; what to do, also after a failure, is the agenda's to say.
///
/// ```swift
/// let driver = RolloutDriver(journal: journal, seams: seams, identity: me, clock: SystemClock())
/// let end = try await driver.run()
/// ```
public struct RolloutDriver: Sendable {
    /// What the driver needs from the world beside journal and clock.
    public struct Seams: Sendable {
        /// Performs one action and says what happened.
        public var perform: @Sendable (Action, Rollout) async -> Event
        /// The requests whose ids are not among these.
        public var requests: @Sendable (Set<String>) async -> [Request]
        /// The next wish to stop; suspends until there is one, `nil` when none will come or when
        /// its task is cancelled, which is how a drive ends.
        public var interrupt: @Sendable () async -> Interrupt?
        /// Is called with each recorded entry and the rollout that holds it, for views.
        public var observe: @Sendable (Entry, Rollout) async -> Void
        /// How often it is looked for requests.
        public var poll: Duration
        /// Is called each second by the driver's own loop; `nil` where nobody looks for that.
        public var beat: (@Sendable () async -> Void)?
        /// How long a look for requests may hold up a decision or a write; `nil` where it takes next
        /// to nothing.
        public var lookLimit: Duration?

        /// Bundles the seams; without anything said nobody asks, stops or looks.
        public init(
            perform: @escaping @Sendable (Action, Rollout) async -> Event,
            requests: @escaping @Sendable (Set<String>) async -> [Request] = { _ in [] },
            interrupt: @escaping @Sendable () async -> Interrupt? = { nil },
            observe: @escaping @Sendable (Entry, Rollout) async -> Void = { _, _ in },
            poll: Duration? = nil,
            beat: (@Sendable () async -> Void)? = nil,
            lookLimit: Duration? = nil
        ) {
            self.perform = perform
            self.requests = requests
            self.interrupt = interrupt
            self.observe = observe
            self.poll = poll ?? Limits.requestPoll
            self.beat = beat
            self.lookLimit = lookLimit
        }
    }

    let journal: any Journal
    let seams: Seams
    let identity: DriverIdentity
    let clock: any WallClock

    /// Makes a driver.
    public init(
        journal: any Journal,
        seams: Seams,
        identity: DriverIdentity,
        clock: any WallClock
    ) {
        self.journal = journal
        self.seams = seams
        self.identity = identity
        self.clock = clock
    }

    /// Drives the rollout to its end, or until somebody wishes to stop.
    ///
    /// - Throws: `JournalFailure` when the journal cannot be written, `LeaseLost` when another
    ///   driver took the rollout over: then nothing more was written. `CancellationError` when the
    ///   task is cancelled, which is not how a rollout is stopped gracefully.
    public func run() async throws -> DriveEnd {
        let entries = try await journal.entries()
        guard let rollout = Rollout(replaying: entries) else {
            throw Complaint("a journal without a plan cannot be driven")
        }
        if let outcome = rollout.outcome { return .finished(outcome) }
        let recorder = Recorder(rollout: rollout, journal: journal, clock: clock)
        return try await withThrowingTaskGroup(of: Ended.self) { group in
            defer { group.cancelAll() }
            var drive = Drive(driver: self, recorder: recorder)
            do {
                return try await drive.run(in: &group)
            } catch let stopped as WriteStopped {
                return .interrupted(stopped.interrupt)
            } catch let failure as Recorder.Failure {
                throw try await drive.rescue(after: failure, in: &group)
            }
        }
    }
}
