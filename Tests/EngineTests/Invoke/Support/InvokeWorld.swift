// SPDX-License-Identifier: Apache-2.0
import Glibc
import Logging
import NIOCore
import SluiceBase
import SluiceEngine
import SluiceHTTP

/// A router on a real loop, with real workers and functions in a temporary folder.
struct InvokeWorld: Sendable {
    let router: InvokeRouter
    let probe: Probe
    let folder: String

    /// The program that runs the python functions of the tests.
    static let python = "/usr/bin/python3"
    static let node = "/usr/bin/node"
    /// The name of a function whose package the engine cannot unpack.
    static let unreadable = "unreadable"
    static var hasPython: Bool { access(python, X_OK) == 0 }
    static var hasNode: Bool { access(node, X_OK) == 0 }

    /// Runs `body` with a router that serves these functions, and leaves nothing behind.
    static func run(
        _ functions: [Function],
        settings change: (inout InvokeSettings) -> Void = { _ in },
        _ body: @Sendable (InvokeWorld) async throws -> Void
    ) async throws {
        var template = Array("/tmp/sluice-invoke-XXXXXX".utf8CString)
        let folder = String(cString: mkdtemp(&template))
        var settings = InvokeSettings(runtimeDirectory: "\(folder)/runtime")
        settings.idleWorkers = .seconds(60)
        change(&settings)
        let router = InvokeRouter(
            settings: settings,
            code: CodeSource {
                let path = "\(folder)/code/\($0.function)-\($0.codeSha256)"
                guard $0.function != Self.unreadable else { throw Function.Unwritable(path: path) }
                return CodeSource.Folders(package: path)
            },
            interpreters: Interpreters(
                searchPath: "/usr/bin:/bin",
                chosen: ["python3.12": python, "nodejs20.x": node],
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            ),
            clock: SystemClock(),
            random: SeededRandom(seed: 7),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let control = ControlAnswers { request in
            HTTPResponse(
                status: 299,
                headers: ["Content-Type": "text/plain"],
                body: Array("control: \(request.method) \(request.uri) \(request.body.count)".utf8)
            )
        }
        let port = try await router.listen(host: "127.0.0.1", port: 0, control: control)
        for function in functions { try function.write(into: folder) }
        await router.publish(RoutingSnapshot(functions: Function.routing(functions)))
        let world = InvokeWorld(router: router, probe: Probe(port: port), folder: folder)
        do {
            try await body(world)
        } catch {
            await world.end()
            throw error
        }
        await world.end()
    }

    private func end() async {
        await router.stop(grace: .zero)
        var entries: [String] = [folder]
        // Deepest first: a folder must be empty to go.
        var all: [String] = []
        while let entry = entries.popLast() {
            all.append(entry)
            guard let directory = opendir(entry) else { continue }
            while let item = readdir(directory) {
                let name = withUnsafePointer(to: &item.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name != ".", name != ".." { entries.append("\(entry)/\(name)") }
            }
            closedir(directory)
        }
        for entry in all.reversed() { remove(entry) }
    }

    /// One version of a function and its files.
    struct Function: Sendable {
        var name: String
        var version = "$LATEST"
        var runtime = "python3.12"
        var handler = "index.handler"
        var files: [String: String]
        var timeout = 10
        var memory = 512
        var environment: [String: String] = [:]
        var aliases: [String: AliasRouting] = [:]
        var reserved: Int?
        var identity = "1"
        var style = LogStyle.text

        /// A python function with this body.
        static func python(_ name: String, _ code: String) -> Function {
            Function(name: name, files: ["index.py": code])
        }

        /// A node function with this body.
        static func node(_ name: String, _ code: String, file: String = "index.mjs") -> Function {
            Function(name: name, runtime: "nodejs20.x", files: [file: code])
        }

        var spec: VersionSpec {
            var spec = VersionSpec(
                function: name,
                version: version,
                arn: "arn:aws:lambda:eu-west-1:000000000000:function:\(name):\(version)",
                runtime: runtime,
                handler: handler,
                codeSha256: version + identity,
                environment: environment,
                memoryMegabytes: memory,
                timeoutSeconds: timeout,
                logGroup: "/aws/lambda/\(name)",
                account: "000000000000",
                region: "eu-west-1",
                configurationIdentity: identity
            )
            spec.logStyle = style
            spec.runtimeARN = "arn:aws:lambda:eu-west-1::runtime:0123"
            return spec
        }

        func write(into folder: String) throws {
            let root = "\(folder)/code/\(name)-\(spec.codeSha256)"
            for (path, text) in files {
                let full = "\(root)/\(path)"
                for index in full.indices.dropFirst() where full[index] == "/" {
                    mkdir(String(full[..<index]), 0o755)
                }
                let file = open(full, O_WRONLY | O_CREAT | O_TRUNC, 0o755)
                guard file >= 0 else { throw Unwritable(path: full) }
                let bytes = Array(text.utf8)
                guard Glibc.write(file, bytes, bytes.count) == bytes.count else {
                    throw Unwritable(path: full)
                }
                close(file)
            }
        }

        struct Unwritable: Error { var path: String }

        static func routing(_ functions: [Function]) -> [String: FunctionRouting] {
            var routing: [String: FunctionRouting] = [:]
            for function in functions {
                var entry = routing[function.name] ?? FunctionRouting(versions: [:])
                entry.versions[function.version] = function.spec
                entry.aliases.merge(function.aliases) { $1 }
                entry.reservedConcurrency = function.reserved ?? entry.reservedConcurrency
                routing[function.name] = entry
            }
            return routing
        }
    }

    /// The lines that were logged until now, without their ids and times.
    func logLines() async -> [String] {
        await router.drainLogs().map(\.message)
    }
}
