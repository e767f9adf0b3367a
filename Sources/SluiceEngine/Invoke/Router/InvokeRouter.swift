// SPDX-License-Identifier: Apache-2.0
public import Logging
public import NIOCore
import NIOPosix
public import SluiceBase
import SluiceHTTP
import SluiceProcess

/// Runs invocations: reads who answers for a name, finds a worker, counts what came of it.
///
/// Its executor is one event loop, on which the public port and every worker's Runtime API port live as
/// well: their handlers enter it synchronously, without a lock or a hop. The pure `WorkerPool` decides;
/// this performs its steps, always after the pool has returned.
///
/// ```swift
/// let router = InvokeRouter(
///     settings: InvokeSettings(runtimeDirectory: "/var/lib/sluice/runtime"),
///     code: CodeSource { spec in packages.folder(of: spec) },
///     interpreters: interpreters, clock: SystemClock(), random: random, logger: logger)
/// let control = ControlAnswers(atOnce: gateway.answerAtOnce, later: gateway.answer)
/// let port = try await router.listen(host: "127.0.0.1", port: 4566, control: control)
/// await router.publish(snapshot)
/// ```
public actor InvokeRouter {
    /// The loop that it lives on.
    nonisolated let loop: any EventLoop
    /// That loop, as Swift asks for it.
    public nonisolated let unownedExecutor: UnownedSerialExecutor

    let settings: InvokeSettings
    let starter: WorkerStarter
    let clock: any WallClock
    let logger: Logger
    /// Draws ids.
    var random: SeededRandom
    /// Draws the versions of weighted aliases; nothing else moves its sequence.
    var weights: SeededRandom

    /// The realm of requests that name no other.
    let home: RoutedRealm
    /// All realms that something was published for.
    var realms: [Realm: RoutedRealm]
    var endpoint: String
    var listener: HTTPListener?
    /// The pools whose version is gone or was changed and that still work.
    var retired: [VersionPool] = []
    var workers: [WorkerID: Worker] = [:]
    var lastPool = 0
    /// How many invocations run or wait in all realms.
    var running = 0

    /// Where the tallies of further realms get their chance from.
    private let tallyRandom: SeededRandom
    /// What the one timer is set to.
    var timerDeadline: UInt64?
    var isWatching = false
    var isStopping = false
    /// Whether it was said that this machine gives workers no `/tmp` of their own.
    var sharesTemporary = false
    /// Waits for the last invocation, or for the last worker, to end.
    var waitingForEnd: CheckedContinuation<Void, Never>?

    /// Makes a router without functions.
    ///
    /// - Parameters:
    ///   - settings: What can be chosen.
    ///   - code: Where packages lie unpacked.
    ///   - interpreters: Finds python and node.
    ///   - clock: Dates logs and counts; deadlines run on the machine's monotonic clock.
    ///   - random: Draws request ids and the version of weighted aliases.
    ///   - logger: Hears of what concerns the engine itself.
    ///   - loop: The loop to live on; one of NIO's own, which never ends, without it.
    public init(
        settings: InvokeSettings,
        code: CodeSource,
        interpreters: Interpreters,
        clock: any WallClock,
        random: SeededRandom,
        logger: Logger,
        loop: (any EventLoop)? = nil
    ) {
        let loop = loop ?? MultiThreadedEventLoopGroup.singleton.next()
        self.loop = loop
        unownedExecutor = loop.executor.asUnownedSerialExecutor()
        self.settings = settings
        self.clock = clock
        self.random = random.fork("invocations")
        weights = random.fork("routing")
        self.logger = logger
        endpoint = settings.endpoint ?? ""
        tallyRandom = random.fork("tallies")
        home = RoutedRealm(settings.home, random: tallyRandom)
        realms = [settings.home: home]
        starter = WorkerStarter(
            code: code,
            interpreters: interpreters,
            runtimeDirectory: settings.runtimeDirectory,
            isolates: settings.isolatesWorkers
        )
    }

    /// Opens the public port and returns its number.
    ///
    /// - Parameters:
    ///   - host: The address to bind.
    ///   - port: The port, 0 to let the system choose.
    ///   - control: Answers everything that is not a synchronous invocation of a function that the
    ///     snapshot names.
    /// - Returns: The number of the port.
    /// - Throws: NIO's error when the port cannot be had.
    public func listen(
        host: String,
        port: Int,
        control: ControlAnswers
    ) async throws -> Int {
        await prepare()
        let unsent = UnsentAnswers(on: loop)
        let listener = try await HTTPListener.bind(host: host, port: port, on: loop) { channel in
            try channel.pipeline.syncOperations.addHTTP(
                isOrdered: true,
                unsent: unsent,
                bodyBytesMax: PublicHandler.bodyBytesMax
            )
            try channel.pipeline.syncOperations.addHandler(
                PublicHandler(router: self, control: control)
            )
        }
        self.listener = listener
        if endpoint.isEmpty {
            // A function reaches what listens on all addresses by this machine's own.
            let isAny = host == "0.0.0.0" || host == "::" || host.isEmpty
            let address = isAny ? "127.0.0.1" : host.contains(":") ? "[\(host)]" : host
            endpoint = "http://\(address):\(listener.port)"
        }
        return listener.port
    }

    /// Puts a new snapshot in force: the next invocation is routed by it.
    ///
    /// Workers of versions that are gone or changed end as soon as they have nothing to do.
    public func publish(_ snapshot: RoutingSnapshot, of realm: Realm? = nil) {
        let realm = routed(realm)
        realm.snapshot = snapshot
        let changed = realm.current.filter { key, pool in
            snapshot.functions[key.function]?.versions[key.version]?.configurationIdentity
                != pool.spec.configurationIdentity
        }
        for (key, pool) in changed.sorted(by: { $0.value.spec.arn < $1.value.spec.arn }) {
            realm.current[key] = nil
            retired.append(pool)
            perform(pool.pool.retire(now: now), for: pool)
        }
        retired.removeAll { $0.pool.isEmpty }
        keepProvisioned(in: realm)
    }

    /// Runs an invocation for the engine itself and waits for its end.
    public func invoke(_ request: InvokeRequest, in realm: Realm? = nil) async -> InvokeAnswer {
        await withCheckedContinuation { continuation in
            invoke(request, in: routed(realm), for: .task(continuation))
        }
    }

    /// Takes the counts of invocations that ended since the last time.
    public func drainTallies(of realm: Realm? = nil) -> [InvocationTally] {
        routed(realm).tallies.drain()
    }

    /// Takes the lines that were logged since the last time.
    public func drainLogs(of realm: Realm? = nil) -> [LogLine] {
        routed(realm).logs.drain(now: clock.now)
    }

    /// A realm; one that nobody asked for yet is made.
    func routed(_ realm: Realm?) -> RoutedRealm {
        guard let realm else { return home }
        if let known = realms[realm] { return known }
        let made = RoutedRealm(realm, random: tallyRandom.fork("\(realm.account) \(realm.region)"))
        realms[realm] = made
        return made
    }

    /// What takes a moment and is done once, away from the loop.
    @concurrent private nonisolated func prepare() async {
        OpenFiles.raiseLimit()
        if !WorkerStarter.prepare(settings.runtimeDirectory) {
            logger.error("cannot write to \(settings.runtimeDirectory): functions will not start")
        }
        if settings.isolatesWorkers, Isolation.available == .processGroup {
            logger.warning(
                "no PID namespaces here: workers share /tmp, and what a function starts in a session of its own outlives it"
            )
        }
    }

    /// Nanoseconds of the monotonic clock.
    nonisolated var now: UInt64 { NIODeadline.now().uptimeNanoseconds }
}
