// SPDX-License-Identifier: Apache-2.0
public import NIOCore
import NIOPosix

/// A listening socket and the connections that it accepted, all on one event loop.
public struct HTTPListener: Sendable {
    /// The port that it listens on.
    public let port: Int
    private let channel: any Channel
    private let connections: NIOLoopBoundBox<[ObjectIdentifier: any Channel]>

    /// Starts to listen.
    ///
    /// - Parameters:
    ///   - host: The address to bind.
    ///   - port: The port, 0 to let the system choose.
    ///   - loop: The loop that the socket and every connection lives on.
    ///   - setUp: Fills the pipeline of a new connection, on the loop.
    /// - Returns: The listener, which accepts connections already.
    /// - Throws: NIO's error when the port cannot be had.
    public static func bind(
        host: String,
        port: Int,
        on loop: any EventLoop,
        setUp: @escaping @Sendable (any Channel) throws -> Void
    ) async throws -> HTTPListener {
        let connections = NIOLoopBoundBox<[ObjectIdentifier: any Channel]>.makeBoxSendingValue(
            [:],
            eventLoop: loop
        )
        let channel = try await ServerBootstrap(group: loop)
            .serverChannelOption(.backlog, value: Limits.backlog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try setUp(channel)
                    Self.keep(channel, in: connections)
                }
            }
            .bind(host: host, port: port)
            .get()
        return HTTPListener(
            port: channel.localAddress?.port ?? port,
            channel: channel,
            connections: connections
        )
    }

    private static func keep(
        _ channel: any Channel,
        in connections: NIOLoopBoundBox<[ObjectIdentifier: any Channel]>
    ) {
        guard connections.value.count < Limits.connectionsMax else {
            return channel.close(promise: nil)
        }
        let id = ObjectIdentifier(channel)
        connections.value[id] = channel
        channel.closeFuture.whenComplete { _ in connections.value[id] = nil }
    }

    /// Accepts nothing more; connections without a request end now, the others after their answer.
    public func quiesce() async {
        await close { $0.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }
    }

    /// Accepts nothing more and closes every connection.
    public func close() async {
        await close { $0.close(promise: nil) }
    }

    private func close(_ end: @escaping @Sendable (any Channel) -> Void) async {
        try? await channel.close().get()  // it may be closed already, which is what we want
        let connections = connections
        // Only a loop that was shut down refuses this, and then nothing is open any more.
        try? await channel.eventLoop.submit { connections.value.values.forEach(end) }.get()
    }
}
