// SPDX-License-Identifier: Apache-2.0
import Logging
import NIOCore
import SluiceBase
import SluiceWire
import Synchronization

/// The accounts and regions of an engine: its own, and those that clients sign for.
///
/// A realm comes into being with the first request for it. Looking up one that is there takes no turn of
/// this actor.
actor Realms {
    /// The realm of requests that name no other.
    nonisolated let home: LocalAWS
    nonisolated let homeRealm: Realm
    private nonisolated let opened: Mutex<[Realm: LocalAWS]>
    private nonisolated let loop: any EventLoop
    nonisolated let unownedExecutor: UnownedSerialExecutor
    private nonisolated let maker: RealmMaker
    /// Realms whose timers are to run.
    private nonisolated let started: AsyncStream<LocalAWS>
    private nonisolated let feed: AsyncStream<LocalAWS>.Continuation
    private var isStopping = false

    /// Brings all realms back that the data directory knows, and the engine's own.
    ///
    /// - Throws: `EngineError`.
    init(_ maker: RealmMaker, knownRealms: [Realm]) throws {
        let own = Realm(maker.options)
        let others = Set(knownRealms).subtracting([own])
            .sorted { ($0.account, $0.region) < ($1.account, $1.region) }
        let states = try [maker.load(own)] + others.compactMap { try maker.loadKept($0) }
        maker.packages.prune(
            keeping: states.reduce(into: Set()) { $0.formUnion($1.model.packageHashes) }
        )
        let all = states.map { ($0.realm, maker.make($0)) }
        (home, homeRealm) = (all[0].1, own)
        opened = Mutex(Dictionary(uniqueKeysWithValues: all))
        self.maker = maker
        loop = maker.loop
        unownedExecutor = maker.loop.executor.asUnownedSerialExecutor()
        (started, feed) = AsyncStream.makeStream()
        for (_, aws) in all { feed.yield(aws) }
    }

    /// All realms, the engine's own first.
    nonisolated var all: [LocalAWS] {
        let others = opened.withLock { $0.filter { $0.key != homeRealm } }
        let sorted = others.sorted {
            ($0.key.account, $0.key.region) < ($1.key.account, $1.key.region)
        }
        return [home] + sorted.map(\.value)
    }

    /// The realm of a request.
    ///
    /// - Throws: 400 when there would be too many.
    nonisolated func aws(of realm: Realm) async throws(AWSFailure) -> LocalAWS {
        if realm == homeRealm { return home }
        if let known = known(realm) { return known }
        return try await open(realm)
    }

    /// A realm that somebody asked for before.
    nonisolated func known(_ realm: Realm) -> LocalAWS? { opened.withLock { $0[realm] } }

    private func open(_ realm: Realm) throws(AWSFailure) -> LocalAWS {
        // Meanwhile another request may have opened it.
        if let known = known(realm) { return known }
        guard !isStopping else {
            throw AWSFailure(
                code: "ServiceException",
                message: "The engine is stopping.",
                status: 503
            )
        }
        guard opened.withLock({ $0.count }) < Limits.realmsMax else { throw Realm.tooMany }
        let aws: LocalAWS
        do {
            aws = maker.make(try maker.load(realm))
        } catch {
            maker.logger.error(
                "an account and region cannot be kept",
                metadata: ["realm": "\(realm.account) \(realm.region)", "reason": "\(error)"]
            )
            throw AWSFailure(
                code: "ServiceException",
                message: "The engine cannot keep \(realm.account) \(realm.region): \(error)",
                status: 500
            )
        }
        opened.withLock { $0[realm] = aws }
        feed.yield(aws)
        return aws
    }

    /// Routes by what all realms hold, as after a start.
    nonisolated func publish() async {
        for aws in all { await aws.publish() }
    }

    /// Settles, dispatches and drains in all realms until they are stopped.
    nonisolated func run() async {
        await withDiscardingTaskGroup { group in
            for await aws in started { group.addTask { await aws.run() } }
        }
    }

    /// Ends the timers; no realm is opened any more.
    func stop() async {
        isStopping = true
        feed.finish()
        for aws in all { await aws.stop() }
    }

    /// Keeps what was counted and logged last, and closes the databases; those that hold nothing go.
    nonisolated func close() async {
        for aws in all { await maker.close(aws) }
    }
}
