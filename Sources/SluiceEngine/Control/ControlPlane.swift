// SPDX-License-Identifier: Apache-2.0
import GRDB
import Logging
import NIOCore
import SluiceBase
import SluiceModel
import SystemPackage

/// All that is not the invoke path, opened from a data directory: the accounts and regions, and the
/// services beside Lambda.
struct ControlPlane: Sendable {
    /// The accounts and regions.
    let realms: Realms
    private let side: SideServices

    /// Opens the databases and brings everything back.
    ///
    /// - Throws: `EngineError`.
    init(
        _ options: Engine.Options,
        in directory: DataDirectory,
        packages: PackageStore,
        invoking: @escaping @Sendable (Realm) -> Invoking,
        clock: any WallClock,
        loop: any EventLoop,
        sideLoop: any EventLoop,
        logger: Logger
    ) throws {
        let root = try directory.rootRealm(else: Realm(options))
        do {
            side = try SideServices(
                in: directory,
                root: root,
                chance: SeededRandom(seed: options.seed).fork(
                    "side \(clock.now.millisecondsSince1970)"
                ),
                clock: clock,
                loop: sideLoop,
                logger: logger
            )
        } catch let error as DecodingError {
            throw EngineError.dataDamaged(directory: directory.root.string, reason: "\(error)")
        } catch let error as DatabaseError {
            throw EngineError.dataDamaged(directory: directory.root.string, reason: "\(error)")
        }
        let maker = RealmMaker(
            options: options,
            directory: directory,
            root: root,
            packages: packages,
            side: side,
            invoking: invoking,
            clock: clock,
            loop: loop,
            logger: logger
        )
        realms = try Realms(maker, knownRealms: [root] + directory.realms())
    }

    /// The engine's own account and region.
    var aws: LocalAWS { realms.home }

    /// Settles, dispatches and drains until everything is stopped or the task cancelled.
    func run() async { await realms.run() }

    /// Keeps what was counted and logged last, and closes the databases.
    func close() async {
        await realms.close()
        await side.close()
    }
}
