// SPDX-License-Identifier: Apache-2.0
import GRDB
import Logging
import NIOCore
import SluiceBase
import SluiceModel
import SystemPackage

/// The account with its databases and its timers, opened from a data directory.
struct ControlPlane: Sendable {
    /// The account.
    let aws: LocalAWS
    private let telemetry: TelemetryStore
    private let store: StateStore

    /// Opens the databases and brings the account back.
    ///
    /// - Throws: `EngineError`.
    init(
        _ options: Engine.Options,
        in directory: DataDirectory,
        packages: PackageStore,
        invoking: Invoking,
        clock: any WallClock,
        loop: any EventLoop,
        sideLoop: any EventLoop,
        logger: Logger
    ) throws {
        store = try StateStore(directory)
        telemetry = try TelemetryStore(directory)
        let changes: [Change]
        var metrics = MetricStore(
            delay: options.metricDelay,
            alwaysExecutedVersion: options.alwaysExecutedVersion
        )
        let events: [QueuedEvent]
        let side: SideServices
        do {
            side = try SideServices(
                in: directory,
                account: options.account,
                region: options.region,
                chance: SeededRandom(seed: options.seed).fork(
                    "side \(clock.now.millisecondsSince1970)"
                ),
                clock: clock,
                loop: sideLoop,
                logger: logger
            )
            changes = try store.load()
            for second in try telemetry.metrics() { metrics.restore(second) }
            events = try store.events()
        } catch let error as DecodingError {
            throw EngineError.dataDamaged(directory: directory.root.string, reason: "\(error)")
        } catch let error as DatabaseError {
            throw EngineError.dataDamaged(directory: directory.root.string, reason: "\(error)")
        }
        var model = LambdaModel(
            account: options.account,
            region: options.region,
            settleTime: options.settleTime,
            metrics: metrics,
            replaying: changes
        )
        model.allocatesByItself = false
        packages.prune(keeping: model.packageHashes)
        // The same seed gives other ids after a restart: ids must never come twice.
        let start = clock.now.millisecondsSince1970
        aws = LocalAWS(
            model: model,
            events: EventQueue(events),
            store: store,
            telemetry: telemetry,
            packages: packages,
            side: side,
            path: invoking,
            clock: clock,
            chance: SeededRandom(seed: options.seed).fork("control \(start)"),
            loop: loop,
            logger: logger
        )
    }

    /// Settles, dispatches and drains until the account is stopped or the task cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await aws.settling.run(clock: aws.clock) { await aws.settle() } }
            group.addTask { await aws.dispatchEvents() }
            group.addTask { await aws.watching.run(clock: aws.clock) { await aws.watchAlarms() } }
            group.addTask {
                await aws.draining.run(clock: aws.clock) {
                    await aws.drain()
                    return aws.clock.now.advanced(by: Limits.drainInterval)
                }
            }
        }
    }

    /// Keeps what was counted and logged last, and closes the databases.
    func close() async {
        await aws.drain()
        // Closing changes nothing on the disk: all that was promised is there already.
        try? store.close()
        try? telemetry.close()
        await aws.side.close()
    }
}
