// SPDX-License-Identifier: Apache-2.0
import Logging
import NIOCore
import SluiceBase
import SluiceModel
import SluiceWire
import Synchronization

/// The account: the sole writer of the model, of the store and of what the invoke path routes by.
///
/// A call is performed on a copy of the model; its changes are committed; the copy becomes the
/// model and is published; then the call is answered. It runs on a thread of its own, so that a
/// disk that is slow holds up nobody else. What only reads a function or an alias takes no turn of it
/// (decision 24).
actor LocalAWS {
    nonisolated let account: String
    nonisolated let region: String
    nonisolated let clock: any WallClock
    /// Turns of the timer that ends what is under way in the model.
    nonisolated let settling = Rhythm()
    /// Turns of the dispatcher of events.
    nonisolated let dispatching = Rhythm()
    /// Turns of the fetching of metrics and logs.
    nonisolated let draining = Rhythm()
    /// Turns of the evaluation of alarms.
    nonisolated let watching = Rhythm()
    nonisolated let path: Invoking
    nonisolated let packages: PackageStore
    nonisolated let telemetry: TelemetryStore
    /// How long an event waits before its first retry.
    nonisolated let retryWait: Duration
    /// After how long without a call a function becomes inactive, if ever.
    nonisolated let idleAfter: Duration?
    /// The services beside Lambda.
    nonisolated let side: SideServices
    nonisolated let logger: Logger

    /// The thread that it runs on.
    nonisolated let loop: any EventLoop
    nonisolated let unownedExecutor: UnownedSerialExecutor

    private(set) var model: LambdaModel
    private nonisolated let latest: Mutex<PublishedModel>
    /// Where requests' ids are drawn from.
    private nonisolated let requestIDs: Mutex<SeededRandom>
    nonisolated let store: StateStore
    var events: EventQueue
    private(set) var isStopping = false
    private var chance: SeededRandom
    /// When functions were last called, since the start.
    private(set) var used: [String: Timestamp] = [:]
    nonisolated let startedAt: Timestamp
    /// When metrics are made coarser next.
    private var compactingAt: Timestamp
    /// Why nothing is written any more: model and store must never part.
    private var stopped: AWSFailure?

    init(
        model: LambdaModel,
        events: EventQueue,
        store: StateStore,
        telemetry: TelemetryStore,
        packages: PackageStore,
        side: SideServices,
        path: Invoking,
        clock: any WallClock,
        chance: SeededRandom,
        options: Engine.Options,
        loop: any EventLoop,
        logger: Logger
    ) {
        (retryWait, idleAfter) = (options.retryWait, options.idleAfter)
        (account, region) = (model.account, model.region)
        self.model = model
        latest = Mutex(PublishedModel(model))
        requestIDs = Mutex(chance.fork("requests"))
        self.events = events
        self.store = store
        self.telemetry = telemetry
        self.packages = packages
        self.side = side
        self.path = path
        self.clock = clock
        self.chance = chance
        self.loop = loop
        self.logger = logger
        startedAt = clock.now
        compactingAt = clock.now
        unownedExecutor = loop.executor.asUnownedSerialExecutor()
    }

    /// Ends the timers; from now on an event that was cut off is kept for the next start.
    func stop() {
        isStopping = true
        settling.finish()
        dispatching.finish()
        draining.finish()
        watching.finish()
    }

    /// A new id for a request.
    nonisolated func requestID() -> String { requestIDs.withLock { $0.uuid() } }

    /// What those read that take no turn here.
    ///
    /// It holds every write that was answered: a copy is published before its call is.
    nonisolated var published: PublishedModel { latest.withLock { $0 } }

    /// Performs an operation of the model; what it changed is durable and routed by on return.
    func perform<Operation: ModelOperation>(
        _ operation: Operation,
        package: Result<CodePackage, AWSFailure>? = nil
    ) async throws(AWSFailure) -> Operation.Output {
        var next = model
        inspect(&next)
        let output = try next.perform(operation, at: clock.now, chance: &chance, package: package)
        if try take(&next) { await follow() }
        return output
    }

    /// Ends what is under way and due; says when the next is due.
    func settle() async -> Timestamp? {
        var next = model
        inspect(&next)
        next.advance(to: clock.now)
        let nextLook = fallAsleep(in: &next)
        do {
            if try take(&next) { await follow() }
            let isAllocating = try await allocate()
            let soon = clock.now.advanced(by: Limits.allocationInterval)
            let times = [model.nextTransition, isAllocating ? soon : nil, nextLook]
            return times.compactMap(\.self).min()
        } catch {
            return nil
        }
    }

    /// Looks whether the packages of what becomes active now are whole.
    private func inspect(_ next: inout LambdaModel) {
        for package in next.settlingPackages(at: clock.now) {
            let isWhole = packages.holds(package)
            next.note(package, isWhole: isWhole)
            guard !isWhole else { continue }
            logger.error(
                "a function fails, because its package is not in the data directory",
                metadata: ["sha256": "\(package.sha256)"]
            )
        }
    }

    /// Begins to make a function active again.
    func wake(_ function: String, in next: inout LambdaModel) {
        next.wake(function, at: clock.now, chance: &chance)
        // Its rest is counted from when it can be called.
        used[function] = clock.now.advanced(by: model.settleTime)
    }

    /// Notes a stack in a copy of the model.
    func noted(
        _ name: String,
        _ body: StackBody,
        in next: inout LambdaModel
    ) throws(AWSFailure) -> StackRecord {
        try next.note(
            stack: name,
            resources: body.resources,
            outputs: body.outputs,
            parameters: body.parameters,
            tags: body.tags,
            at: clock.now,
            chance: &chance
        )
    }

    /// Looks at the workers that are being made ready; `true` while there are some.
    private func allocate() async throws(AWSFailure) -> Bool {
        let pending = model.pendingAllocations
        for allocation in pending {
            let provision = await path.provision(allocation.function, allocation.version.name)
            guard provision != .starting else { continue }
            // Read the model only now: while the path was asked, another call may have changed it.
            var next = model
            let failure = provision == .failed ? "FUNCTION_ERROR_INIT_FAILURE" : nil
            next.finish(allocation, failure: failure)
            if try take(&next) { await follow() }
        }
        return !pending.isEmpty
    }

    /// Publishes what the model says, as after a start.
    func publish() async { await path.publish(RoutingSnapshot(model)) }

    /// Makes a changed copy the model, once its changes are durable; whether there were any.
    ///
    /// Not async, so that no other call runs between the copy and this: where a task prefers an
    /// executor, even a call of an async function of the same actor lets others in.
    func take(_ next: inout LambdaModel) throws(AWSFailure) -> Bool {
        let changes = next.takeChanges()
        let notices = next.takeNotices()
        if !changes.isEmpty { try write { try store.commit(changes) } }
        // Also without: the times of alarms' next evaluations are no durable change.
        model = next
        if !changes.isEmpty {
            let published = PublishedModel(next)
            latest.withLock { $0 = published }
            deliver(notices)
        }
        return !changes.isEmpty
    }

    /// Has calls routed by the model as it is now, and looks at what is due.
    func follow() async {
        await publish()
        settling.signal()
        watching.signal()
    }

    /// Writes durably; after a failure nothing is written until the engine is started again.
    func write(_ body: () throws -> Void) throws(AWSFailure) {
        if let stopped { throw stopped }
        do {
            try body()
        } catch {
            let failure = AWSFailure(
                code: "ServiceException",
                message: "The engine cannot write its data directory, so it changes nothing until "
                    + "it is started again: \(error)",
                status: 500
            )
            stopped = failure
            logger.error("the data directory cannot be written", metadata: ["reason": "\(error)"])
            throw failure
        }
    }

    /// Fetches metrics and logs from the invoke path, so that what is read next is complete.
    func drain() async {
        let tallies = await path.drainTallies()
        // Each event ends its line, as those of AWS do.
        let lines = await path.drainLogs().map(\.ended)
        // Read the model only now: while the path was asked, another call may have changed it.
        model.record(tallies.compactMap(CallTally.init))
        if idleAfter != nil {
            for tally in tallies { used[tally.function] = clock.now }
        }
        let now = clock.now
        recordEmbedded(in: lines)
        recordFiltered(lines)
        do {
            try keepMetrics(at: now)
            if !lines.isEmpty { try telemetry.append(lines, at: now) }
        } catch {
            logger.error("metrics and logs cannot be kept", metadata: ["reason": "\(error)"])
        }
        sendSubscribed(lines)
    }

    /// Writes what the metrics counted, and from time to time makes old ones coarser.
    private func keepMetrics(at now: Timestamp) throws {
        let isCompacting = now >= compactingAt
        if isCompacting {
            model.compactMetrics(at: now)
            compactingAt = now.advanced(by: Limits.metricCompactInterval)
        }
        let seconds = model.takeMetricChanges()
        if !seconds.isEmpty { try telemetry.save(seconds) }
        if isCompacting {
            let kept = MetricStore.kept(at: now)
            try telemetry.compactMetrics(finerThan: kept.fine, forgetting: kept.old)
            try telemetry.expireLogs(at: now)
        }
    }

    /// Records what log events measure; what cannot be taken is not.
    func recordEmbedded(in lines: [LogLine]) {
        var refused = 0
        for put in lines.lazy.flatMap({ EmbeddedMetrics.requests(in: $0.message) }) {
            do throws(AWSFailure) {
                try model.record(put, at: clock.now)
            } catch {
                refused += 1
                // One of many says enough.
                if refused > 1 { continue }
                logger.info(
                    "measurements in a log were not taken",
                    metadata: ["reason": "\(error.message)"]
                )
            }
        }
    }

    /// Records what metric filters make of log events.
    func recordFiltered(_ lines: [LogLine]) {
        guard !model.metricFilters.isEmpty else { return }
        for (group, lines) in Dictionary(grouping: lines, by: \.group).sorted(by: {
            $0.key < $1.key
        }) {
            model.recordFiltered(lines.map { ($0.timestamp, $0.message) }, of: group, at: clock.now)
        }
    }

    /// Counts what became of an asynchronous invocation.
    func count(_ metric: EventMetric, _ event: QueuedEvent, _ value: Double = 1) {
        guard event.isCall else { return }
        model.count(
            metric,
            value,
            function: event.function,
            qualifier: event.qualifier,
            at: clock.now
        )
    }

    /// Counts that a queue could not be told of a call.
    func count(_ source: QueuedEvent.Source) {
        model.count(
            source.failure,
            1,
            function: source.function,
            qualifier: source.qualifier,
            at: clock.now
        )
    }

    /// Records a client's measurements; losing the last second of them is allowed.
    func record(_ put: PutMetricData) throws(AWSFailure) {
        try model.record(put, at: clock.now)
    }
}
