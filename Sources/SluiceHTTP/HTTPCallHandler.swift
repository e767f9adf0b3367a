// SPDX-License-Identifier: Apache-2.0
import NIOCore
import NIOHTTP1

/// The end of an ordinary server's pipeline: hands each request to an async function.
final class HTTPCallHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPCall
    typealias OutboundOut = HTTPReply

    private let handler: @Sendable (HTTPRequest) async -> HTTPResponse
    private var context: ChannelHandlerContext?

    init(_ handler: @escaping @Sendable (HTTPRequest) async -> HTTPResponse) {
        self.handler = handler
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let call = unwrapInboundIn(data)
        guard !call.isTooLarge else {
            let reply = HTTPReply(status: .payloadTooLarge)
            return context.writeAndFlush(wrapOutboundOut(reply), promise: nil)
        }
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        call.answer(by: handler, on: context.eventLoop) { reply in
            // A client that is gone by now leaves no context.
            bound.value.context?.writeAndFlush(bound.value.wrapOutboundOut(reply), promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
