// SPDX-License-Identifier: Apache-2.0
public import NIOCore
import NIOHTTP1
import NIOPosix

/// One POST to an address without TLS, of whose answer only the status matters.
///
/// ```swift
/// guard let post = HTTPPost("http://127.0.0.1:8080/hook", body: bytes) else { … }
/// let status = try await post.send(on: loop)
/// ```
public struct HTTPPost: Sendable {
    /// The machine.
    let host: String
    /// The port.
    let port: Int
    /// The path with the query.
    let target: String
    /// The fields that are sent, `Host` and the length aside.
    public var headers: [String: String]
    /// What is sent.
    public var body: [UInt8]

    /// Makes a request; `nil` when the address is none of `http://`.
    public init?(_ address: String, headers: [String: String] = [:], body: [UInt8] = []) {
        guard address.hasPrefix("http://"),
            address.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
        else { return nil }
        let rest = address.dropFirst("http://".count).prefix { $0 != "#" }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let path = rest[authority.endIndex...]
        guard let (host, port) = Self.hostAndPort(authority) else { return nil }
        (self.host, self.port) = (host, port)
        target = path.hasPrefix("/") ? String(path) : "/" + path
        self.headers = headers
        self.body = body
    }

    private static func hostAndPort(_ authority: Substring) -> (String, Int)? {
        guard !authority.isEmpty, !authority.contains("@") else { return nil }
        var (host, rest) = (authority, Substring())
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            host = authority[authority.index(after: authority.startIndex)..<end]
            rest = authority[authority.index(after: end)...]
        } else if let colon = authority.firstIndex(of: ":") {
            host = authority[..<colon]
            rest = authority[colon...]
        }
        guard !host.isEmpty else { return nil }
        if rest.isEmpty || rest == ":" { return (String(host), 80) }
        guard rest.first == ":", let port = Int(rest.dropFirst()), (1...65_535).contains(port)
        else { return nil }
        return (String(host), port)
    }

    /// Sends the request and waits for the answer, within bounds.
    ///
    /// - Parameter loop: The loop that the connection lives on.
    /// - Returns: The answer's status.
    /// - Throws: NIO's error when there is no connection or no answer.
    public func send(on loop: any EventLoop) async throws -> Int {
        let status = loop.makePromise(of: Int.self)
        let post = self
        let connecting = ClientBootstrap(group: loop)
            .connectTimeout(Limits.postTimeout)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    try channel.pipeline.syncOperations.addHandler(PostHandler(post, status))
                }
            }
            .connect(host: host, port: port)
        connecting.cascadeFailure(to: status)
        let deadline = loop.scheduleTask(in: Limits.postTimeout) {
            status.fail(ChannelError.connectTimeout(Limits.postTimeout))
        }
        defer { deadline.cancel() }
        let answer = try await status.futureResult.get()
        connecting.whenSuccess { $0.close(promise: nil) }
        return answer
    }
}

/// Writes the request when there is a connection, and keeps the status of what comes back.
private final class PostHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let post: HTTPPost
    private let status: EventLoopPromise<Int>
    private var head: Int?

    init(_ post: HTTPPost, _ status: EventLoopPromise<Int>) {
        self.post = post
        self.status = status
    }

    func channelActive(context: ChannelHandlerContext) {
        var fields = HTTPHeaders()
        let host = post.host.contains(":") ? "[\(post.host)]" : post.host
        fields.add(name: "Host", value: post.port == 80 ? host : "\(host):\(post.port)")
        for (name, value) in post.headers.sorted(by: { $0.key < $1.key }) {
            fields.add(name: name, value: value)
        }
        fields.add(name: "Content-Length", value: "\(post.body.count)")
        fields.add(name: "Connection", value: "close")
        let head = HTTPRequestHead(
            version: .http1_1,
            method: .POST,
            uri: post.target,
            headers: fields
        )
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        let body = ByteBuffer(bytes: post.body)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): self.head = Int(head.status.code)
        // What is answered beside the status is of no use to anyone.
        case .body: break
        case .end: finish(context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) { finish(context) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        status.fail(error)
        context.close(promise: nil)
    }

    private func finish(_ context: ChannelHandlerContext) {
        if let head {
            status.succeed(head)
        } else {
            status.fail(ChannelError.eof)
        }
        context.close(promise: nil)
    }
}
