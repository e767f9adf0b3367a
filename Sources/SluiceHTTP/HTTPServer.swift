// SPDX-License-Identifier: Apache-2.0
import NIOCore
import NIOPosix

/// A small HTTP/1.1 server for handlers that are ordinary async functions.
///
/// ```swift
/// let server = try await HTTPServer.start(host: "127.0.0.1", port: 0) { request in
///     HTTPResponse(status: 200, body: Array("you asked for \(request.path)".utf8))
/// }
/// defer { await server.stop() }
/// ```
public struct HTTPServer: Sendable {
    /// The port that it listens on.
    public let port: Int
    private let listener: HTTPListener

    /// Starts a server.
    ///
    /// - Parameters:
    ///   - host: The address to bind.
    ///   - port: The port, 0 to let the system choose.
    ///   - bodyBytesMax: The largest body it takes; a larger one is answered with 413.
    ///   - handler: Answers one request. Requests of one connection are answered in their order.
    /// - Returns: The server, which answers already.
    /// - Throws: NIO's error when the port cannot be had.
    public static func start(
        host: String,
        port: Int,
        bodyBytesMax: Int? = nil,
        handler: @escaping @Sendable (HTTPRequest) async -> HTTPResponse
    ) async throws -> HTTPServer {
        let max = bodyBytesMax ?? Limits.bodyBytesMax
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let unsent = UnsentAnswers(on: loop)
        let listener = try await HTTPListener.bind(host: host, port: port, on: loop) { channel in
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHTTP(isOrdered: true, unsent: unsent) { _ in max }
            try channel.pipeline.syncOperations.addHandler(HTTPCallHandler(handler))
        }
        return HTTPServer(port: listener.port, listener: listener)
    }

    /// Accepts nothing more; requests that run are still answered.
    public func stop() async { await listener.quiesce() }
}
