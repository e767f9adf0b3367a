// SPDX-License-Identifier: Apache-2.0
import Glibc
public import Logging
import NIOCore
import NIOPosix
public import SluiceBase

extension Engine {
    /// What an engine is made of, in the order in which it is taken apart.
    struct Parts: Sendable {
        let options: Options
        let directory: DataDirectory
        let router: InvokeRouter
        let control: ControlPlane
        /// The threads of the account and of unpacking.
        let threads: MultiThreadedEventLoopGroup
        let unpacking: NIOThreadPool
        /// Ends when the timers have ended.
        let running: EventLoopFuture<Void>
    }

    /// Starts an engine; it listens when this returns.
    ///
    /// - Parameters:
    ///   - options: what can be chosen.
    ///   - clock: the only time that it knows, but for the deadlines of calls.
    ///   - logger: hears of what concerns the engine itself, never of functions' own lines.
    /// - Returns: the engine; it runs until `stop()`.
    /// - Throws: `EngineError`.
    public static func start(
        _ options: Options,
        clock: any WallClock,
        logger: Logger
    ) async throws -> Engine {
        let directory = try DataDirectory(options.dataDirectory)
        let threads = MultiThreadedEventLoopGroup(numberOfThreads: 2)
        let unpacking = NIOThreadPool(numberOfThreads: 1)
        unpacking.start()
        do {
            let packages = PackageStore(directory)
            let interpreters = Interpreters(
                searchPath: options.searchPath,
                home: options.home,
                pyenvRoot: options.pyenvRoot,
                chosen: options.runtimes,
                logger: logger
            )
            let router = InvokeRouter(
                settings: settings(options, in: directory),
                code: code(packages, unpacking),
                interpreters: interpreters,
                clock: clock,
                random: SeededRandom(seed: options.seed),
                logger: logger
            )
            let control = try ControlPlane(
                options,
                in: directory,
                packages: packages,
                invoking: { Invoking(router, of: $0) },
                clock: clock,
                loop: threads.next(),
                sideLoop: threads.next(),
                logger: logger
            )
            await control.realms.publish()
            let port: Int
            do {
                port = try await listen(options, router, control)
            } catch {
                await control.close()
                throw error
            }
            let host = Self.reachable(options.host)
            let endpoint = "http://\(host):\(port)"
            return Engine(
                endpoint: endpoint,
                port: port,
                transport: InProcessTransport(aws: control.aws, endpoint: endpoint),
                parts: Parts(
                    options: options,
                    directory: directory,
                    router: router,
                    control: control,
                    threads: threads,
                    unpacking: unpacking,
                    running: threads.next().makeFutureWithTask { await control.run() }
                )
            )
        } catch {
            await release(directory, threads, unpacking)
            throw error
        }
    }

    private static func settings(
        _ options: Options,
        in directory: DataDirectory
    ) -> InvokeSettings {
        var settings = InvokeSettings(runtimeDirectory: directory.runtime)
        settings.home = Realm(options)
        return settings
    }

    /// Unpacks on a thread of its own, one package at a time: of many workers that are started at
    /// once, the first one unpacks.
    private static func code(_ packages: PackageStore, _ unpacking: NIOThreadPool) -> CodeSource {
        CodeSource { spec in
            try await unpacking.runIfActive {
                CodeSource.Folders(
                    package: try packages.directory(ofSHA256: spec.codeSha256),
                    layers: try packages.directory(ofLayers: spec.layers)
                )
            }
        }
    }

    private static func listen(
        _ options: Options,
        _ router: InvokeRouter,
        _ control: ControlPlane
    ) async throws -> Int {
        let gateway = Gateway(
            control.realms,
            metricPeriod: options.metricDelay == nil ? 1 : 60
        )
        do {
            return try await router.listen(
                host: options.host,
                port: options.port,
                control: ControlAnswers(
                    atOnce: { gateway.answerAtOnce($0) },
                    later: { await gateway.answer($0) }
                )
            )
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw EngineError.portTaken(host: options.host, port: options.port)
        } catch {
            throw EngineError.cannotListen(
                host: options.host,
                port: options.port,
                reason: "\(error)"
            )
        }
    }

    /// The address by which something that listens on all addresses is reached from here.
    private static func reachable(_ host: String) -> String {
        switch host {
        case "0.0.0.0", "": "127.0.0.1"
        case "::": "[::1]"
        default: host.contains(":") ? "[\(host)]" : host
        }
    }

    /// Lets calls that run end, within bounds, and leaves nothing behind but the data directory.
    ///
    /// Events that were cut off run after the next start.
    public func stop() async {
        await parts.control.realms.stop()
        await parts.router.stop(grace: parts.options.stopGrace)
        // The timers cannot fail.
        try? await parts.running.get()
        await parts.control.close()
        await Self.release(parts.directory, parts.threads, parts.unpacking)
    }

    private static func release(
        _ directory: DataDirectory,
        _ threads: MultiThreadedEventLoopGroup,
        _ unpacking: NIOThreadPool
    ) async {
        // Threads that cannot be ended do nothing any more: what they served is gone.
        try? await threads.shutdownGracefully()
        try? await unpacking.shutdownGracefully()
        directory.close()
    }
}

extension Invoking {
    /// The invoke path that runs the functions of a realm.
    init(_ router: InvokeRouter, of realm: Realm) {
        self.init(
            publish: { await router.publish($0, of: realm) },
            invoke: { await router.invoke($0, in: realm) },
            provision: { await router.provision(of: $0, version: $1, in: realm) },
            drainTallies: { await router.drainTallies(of: realm) },
            drainLogs: { await router.drainLogs(of: realm) }
        )
    }
}
