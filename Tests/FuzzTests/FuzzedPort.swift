// SPDX-License-Identifier: Apache-2.0
import NIOCore
import NIOEmbedded
import NIOHTTP1
import SluiceHTTP

/// The HTTP front without a socket: it gets bytes, and answers each request that it understands.
enum FuzzedPort {
    /// Feeds the bytes in pieces, whose size the first byte says.
    static func read(_ bytes: [UInt8]) {
        guard let first = bytes.first else { return }
        let channel = EmbeddedChannel()
        let pipeline = channel.pipeline.syncOperations
        let isReady: Bool
        do {
            try pipeline.addHTTP(isOrdered: true) { _ in 4096 }
            try pipeline.addHandler(Answering())
            try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
            isReady = true
        } catch {
            isReady = false
        }
        precondition(isReady, "a pipeline without a socket can be built")
        var rest = bytes.dropFirst()[...]
        while !rest.isEmpty, channel.isActive {
            let piece = rest.prefix(Int(first) + 1)
            rest = rest.dropFirst(piece.count)
            // A refusal of the bytes comes out as an error of the channel, too.
            _ = try? channel.writeInbound(ByteBuffer(bytes: piece))
        }
        check(channel)
        // What a closing channel still has to do, it does before it is given back.
        _ = try? channel.finish(acceptAlreadyClosed: true)
        channel.embeddedEventLoop.run()
        withExtendedLifetime(channel) {}
    }

    /// What goes out begins as an answer does.
    private static func check(_ channel: EmbeddedChannel) {
        var out = ByteBuffer()
        while let part = try? channel.readOutbound(as: ByteBuffer.self) {
            out.writeImmutableBuffer(part)
        }
        guard out.readableBytes > 0 else { return }
        let start = String(decoding: out.readableBytesView.prefix(7), as: UTF8.self)
        precondition(start == "HTTP/1.", "an answer that is none")
    }

    private final class Answering: ChannelInboundHandler {
        typealias InboundIn = HTTPCall
        typealias OutboundOut = HTTPReply

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let call = unwrapInboundIn(data)
            precondition(call.body.readableBytes <= 4096, "a body over the limit")
            let reply = HTTPReply(status: .ok, headers: [:], body: call.body)
            context.writeAndFlush(wrapOutboundOut(reply), promise: nil)
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
