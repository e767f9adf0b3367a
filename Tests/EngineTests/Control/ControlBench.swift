// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logging
import NIOCore
import NIOPosix
import SluiceBase
import SluiceHTTP
import SluiceModel
import SluiceWire
import SluiceZip
import Synchronization

@testable import SluiceEngine

/// What the invoke path was told and asked, and what it is to say.
final class FakeInvokePath: Sendable {
    struct State {
        var snapshots: [RoutingSnapshot] = []
        var requests: [InvokeRequest] = []
        var outcomes: [InvokeAnswer.Outcome] = []
        var provision = InvokeRouter.Provision.starting
        var tallies: [InvocationTally] = []
        var lines: [LogLine] = []
    }

    let state = Mutex(State())
    private let changes = AsyncStream.makeStream(of: Void.self)

    var invoking: Invoking {
        Invoking(
            publish: { [self] snapshot in
                state.withLock { $0.snapshots.append(snapshot) }
                changes.continuation.yield()
            },
            invoke: { [self] request in
                let outcome = state.withLock { state in
                    state.requests.append(request)
                    return state.outcomes.isEmpty
                        ? InvokeAnswer.Outcome.returned(ByteBuffer(string: "null"))
                        : state.outcomes.removeFirst()
                }
                changes.continuation.yield()
                return InvokeAnswer(
                    requestID: request.requestID ?? "",
                    executedVersion: "1",
                    outcome: outcome,
                    logTail: Array("END".utf8)
                )
            },
            provision: { [self] _, _ in state.withLock { $0.provision } },
            drainTallies: { [self] in
                state.withLock { state in
                    defer { state.tallies = [] }
                    return state.tallies
                }
            },
            drainLogs: { [self] in
                state.withLock { state in
                    defer { state.lines = [] }
                    return state.lines
                }
            }
        )
    }

    /// Waits until what was told and asked is so.
    func wait(_ condition: (State) -> Bool) async {
        if condition(seen) { return }
        for await _ in changes.stream where condition(seen) { return }
    }

    /// What there is so far.
    var seen: State { state.withLock { $0 } }
}

/// A control plane in a folder of its own, with a clock that is moved by hand.
struct ControlBench {
    static let arn = "arn:aws:lambda:us-east-1:000000000000:function:orders"

    let control: ControlPlane
    let gateway: Gateway
    let clock: ManualClock
    let path: FakeInvokePath

    var aws: LocalAWS { control.aws }
    var transport: InProcessTransport { .init(aws: aws, endpoint: "http://127.0.0.1:1") }

    /// Gives a test a bench in a new folder.
    static func run(
        change: (inout Engine.Options) -> Void = { _ in },
        _ body: (ControlBench) async throws -> Void
    ) async throws {
        try await withFolder { try await run(in: $0, change: change, body) }
    }

    /// Gives a test a bench in this folder, and closes it.
    static func run(
        in folder: String,
        clock: ManualClock = ManualClock(),
        change: (inout Engine.Options) -> Void = { _ in },
        _ body: (ControlBench) async throws -> Void
    ) async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        var options = Engine.Options(dataDirectory: folder)
        change(&options)
        let path = FakeInvokePath()
        let directory = try DataDirectory(folder)
        let control = try ControlPlane(
            options,
            in: directory,
            packages: PackageStore(directory),
            invoking: { _ in path.invoking },
            clock: clock,
            loop: group.next(),
            sideLoop: group.next(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let gateway = Gateway(
            control.realms,
            metricPeriod: options.metricDelay == nil ? 1 : 60
        )
        let bench = ControlBench(control: control, gateway: gateway, clock: clock, path: path)
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(bench))
        } catch {
            result = .failure(error)
        }
        await control.close()
        directory.close()
        try await group.shutdownGracefully()
        try result.get()
    }

    /// Gives a test a new folder and removes it.
    static func withFolder(_ body: (String) async throws -> Void) async throws {
        let template = URL.temporaryDirectory.appending(path: "sluice-engine.XXXXXX").path
        var bytes = Array(template.utf8CString)
        guard mkdtemp(&bytes) != nil else { throw Errno.failed }
        let folder = String(decoding: bytes.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }

    enum Errno: Error { case failed }

    /// Lets time pass for whatever is under way.
    func wait(_ duration: Duration = .milliseconds(200)) async {
        clock.advance(by: duration)
        _ = await aws.settle()
    }

    /// A package whose only file says this.
    static func package(_ text: String = "1") throws -> Blob {
        Blob(try Zip.pack([ZipEntry(path: "app.py", contents: Array(text.utf8))]))
    }

    /// Creates `orders` with one version and the alias `live`, and lets it settle.
    func release() async throws {
        _ = try await transport.send(
            CreateFunction(
                functionName: "orders",
                runtime: "python3.12",
                role: "arn:aws:iam::000000000000:role/lambda",
                handler: "app.handler",
                code: FunctionCode(zipFile: Self.package()),
                publish: true
            )
        )
        await wait()
        _ = try await transport.send(
            CreateAlias(functionName: "orders", name: "live", functionVersion: "1")
        )
    }

    /// Sends a raw request.
    func request(
        _ method: String,
        _ uri: String,
        _ headers: HTTPFields = ["Host": "127.0.0.1:4570"],
        body: String = ""
    ) async -> HTTPResponse {
        await gateway.answer(
            HTTPRequest(method: method, uri: uri, headers: headers, body: Array(body.utf8))
        )
    }
}

extension HTTPResponse {
    var text: String { String(decoding: body, as: UTF8.self) }
}
