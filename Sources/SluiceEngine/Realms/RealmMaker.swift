// SPDX-License-Identifier: Apache-2.0
import GRDB
import Logging
import NIOCore
import SluiceBase
import SluiceModel
import SystemPackage

/// Brings accounts and regions back from their databases.
struct RealmMaker: Sendable {
    let options: Engine.Options
    let directory: DataDirectory
    /// The realm that the data began with; its databases lie at the root.
    let root: Realm
    let packages: PackageStore
    let side: SideServices
    let invoking: @Sendable (Realm) -> Invoking
    let clock: any WallClock
    let loop: any EventLoop
    let logger: Logger

    /// What the databases of one realm hold.
    struct State {
        let realm: Realm
        let store: StateStore
        let telemetry: TelemetryStore
        let model: LambdaModel
        let events: [QueuedEvent]

        /// Whether nothing was ever kept in it, or nothing is any more.
        var isEmpty: Bool { store.isEmpty && telemetry.isEmpty }
    }

    /// Opens the databases of a realm; makes them when they are not there.
    ///
    /// - Throws: `EngineError`.
    func load(_ realm: Realm) throws -> State {
        let folder = realm == root ? nil : realm
        if let folder { try directory.makeFolder(of: folder) }
        let store = try StateStore(directory, of: folder)
        let telemetry = try TelemetryStore(directory, of: folder)
        var metrics = MetricStore(
            delay: options.metricDelay,
            alwaysExecutedVersion: options.alwaysExecutedVersion
        )
        do {
            for second in try telemetry.metrics() { metrics.restore(second) }
            var model = LambdaModel(
                account: realm.account,
                region: realm.region,
                settleTime: options.settleTime,
                metrics: metrics,
                replaying: try store.load()
            )
            model.allocatesByItself = false
            return State(
                realm: realm,
                store: store,
                telemetry: telemetry,
                model: model,
                events: try store.events()
            )
        } catch let error as DecodingError {
            throw EngineError.dataDamaged(directory: directory.root.string, reason: "\(error)")
        } catch let error as DatabaseError {
            throw EngineError.dataDamaged(directory: directory.root.string, reason: "\(error)")
        }
    }

    /// Opens the databases of a realm; `nil` where they hold nothing, and then they go.
    ///
    /// A region that somebody mistyped is a realm too, as long as it is asked.
    ///
    /// - Throws: `EngineError`.
    func loadKept(_ realm: Realm) throws -> State? {
        let state = try load(realm)
        guard realm != root, state.isEmpty else { return state }
        try state.store.close()
        try state.telemetry.close()
        directory.removeFolder(of: realm)
        return nil
    }

    /// Keeps what a realm counted and logged last and closes its databases; where they hold nothing,
    /// they go.
    func close(_ aws: LocalAWS) async {
        await aws.drain()
        let isIdle = aws.realm != root && aws.store.isEmpty && aws.telemetry.isEmpty
        await aws.close()
        if isIdle { directory.removeFolder(of: aws.realm) }
    }

    /// Makes a realm of what its databases hold.
    func make(_ state: State) -> LocalAWS {
        // The same seed gives other ids after a restart: ids must never come twice. Nor must two realms
        // draw the same ones.
        let start = clock.now.millisecondsSince1970
        let isHome = state.realm == Realm(options)
        let name = isHome ? "" : " \(state.realm.account) \(state.realm.region)"
        return LocalAWS(
            model: state.model,
            events: EventQueue(state.events),
            store: state.store,
            telemetry: state.telemetry,
            packages: packages,
            side: side,
            path: invoking(state.realm),
            clock: clock,
            chance: SeededRandom(seed: options.seed).fork("control \(start)\(name)"),
            options: options,
            loop: loop,
            logger: logger
        )
    }
}

extension Realm {
    /// The engine's own.
    init(_ options: Engine.Options) {
        self.init(account: options.account, region: options.region)
    }
}
