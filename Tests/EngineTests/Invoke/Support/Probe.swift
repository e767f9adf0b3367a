// SPDX-License-Identifier: Apache-2.0
import NIOCore
import NIOPosix

/// A client that sends bytes as they are and reads to the end of the connection.
struct Probe: Sendable {
    let port: Int

    struct Answer: Sendable {
        var status: Int
        var headers: [String: String]
        var body: String
    }

    /// Sends one request on a connection of its own.
    func send(
        _ method: String,
        _ uri: String,
        headers: [String: String] = [:],
        body: String = ""
    ) async throws -> Answer {
        var head = "\(method) \(uri) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) {
            head += "\(name): \(value)\r\n"
        }
        head += "Content-Length: \(body.utf8.count)\r\n\r\n"
        return try Self.parse(await exchange(head + body))
    }

    /// Invokes a function and waits.
    func invoke(
        _ name: String,
        _ body: String = "{}",
        headers: [String: String] = [:]
    ) async throws -> Answer {
        try await send(
            "POST",
            "/2015-03-31/functions/\(name)/invocations",
            headers: headers,
            body: body
        )
    }

    /// Sends bytes and returns all that comes back until the peer closes.
    func exchange(_ text: String) async throws -> String {
        let channel = try await connect()
        try await channel.channel.writeAndFlush(ByteBuffer(string: text))
        return try await channel.received.get()
    }

    /// Sends bytes and leaves.
    func sendAndLeave(_ text: String) async throws {
        let channel = try await connect()
        try await channel.channel.writeAndFlush(ByteBuffer(string: text))
        try await channel.channel.close()
    }

    private func connect() async throws -> (channel: any Channel, received: EventLoopFuture<String>)
    {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let received = loop.makePromise(of: String.self)
        let connecting = ClientBootstrap(group: loop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Collector(received))
                }
            }
            .connect(host: "127.0.0.1", port: port)
        connecting.whenFailure { received.fail($0) }
        return (try await connecting.get(), received.futureResult)
    }

    static func parse(_ text: String) throws -> Answer {
        let parts = text.split(
            separator: "\r\n\r\n",
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        let lines = parts[0].split(separator: "\r\n")
        guard
            let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }),
            parts.count == 2
        else { throw Malformed(text: text) }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let field = line.split(separator: ":", maxSplits: 1)
            headers[field[0].lowercased()] =
                field.count > 1 ? String(field[1].drop { $0 == " " }) : ""
        }
        return Answer(status: status, headers: headers, body: String(parts[1]))
    }

    struct Malformed: Error { var text: String }
}

private final class Collector: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let received: EventLoopPromise<String>
    private var buffer = ByteBuffer()

    init(_ received: EventLoopPromise<String>) { self.received = received }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        buffer.writeImmutableBuffer(unwrapInboundIn(data))
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        received.succeed(String(buffer: buffer))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
