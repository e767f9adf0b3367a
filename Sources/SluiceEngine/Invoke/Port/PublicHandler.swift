// SPDX-License-Identifier: Apache-2.0
import NIOCore
import NIOHTTP1
import SluiceBase
import SluiceHTTP

/// One connection on the public port: invocations go to the router at once, all else to the control plane.
///
/// A class, because NIO's handlers are; it never leaves its event loop.
final class PublicHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPCall
    typealias OutboundOut = HTTPReply

    private let router: InvokeRouter
    private let control: ControlAnswers
    private var context: ChannelHandlerContext?
    private var bound: NIOLoopBound<PublicHandler>?
    /// Counts the requests: an answer to any but the last is late and dropped.
    private var serial = 0
    /// The invocation that this connection waits for.
    private var current: RequestID?

    init(router: InvokeRouter, control: ControlAnswers) {
        self.router = router
        self.control = control
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        bound = NIOLoopBound(self, eventLoop: context.eventLoop)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        bound = nil  // or it and this would keep each other alive
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard let bound else { return }
        let call = unwrapInboundIn(data)
        serial += 1
        if call.head.method == .POST, let path = InvokePath(uri: call.head.uri),
            router.take(call, path, from: bound)
        {
            return
        }
        guard !call.isTooLarge else { return send(Self.tooLarge) }
        if let reply = control.atOnce(call) { return send(reply) }
        let asked = serial
        call.answer(by: control.later, on: context.eventLoop) { reply in
            let handler = bound.value
            if handler.serial == asked { handler.send(reply) }
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if let current = current.take() { router.abandon(current) }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    /// Notes that the answer to this invocation is waited for.
    func expect(_ id: RequestID) { current = id }

    /// Sends the answer to an invocation, unless nobody waits for it any more.
    func reply(to id: RequestID, _ reply: HTTPReply) {
        guard current == id else { return }
        current = nil
        send(reply)
    }

    /// Sends an answer.
    func send(_ reply: HTTPReply) { context?.writeAndFlush(wrapOutboundOut(reply), promise: nil) }

    /// How large a body may be, by what it is for.
    static func bodyBytesMax(_ head: HTTPRequestHead) -> Int {
        let isInvocation =
            head.uri.hasPrefix("/2015-03-31/functions/")
            && (head.uri.hasSuffix("/invocations") || head.uri.contains(ascii: "/invocations?"))
        return isInvocation ? Limits.requestBytesMax : Limits.controlBytesMax
    }

    private static let tooLarge = HTTPReply(
        status: .payloadTooLarge,
        headers: [
            "Content-Type": "application/json",
            "x-amzn-ErrorType": "RequestEntityTooLargeException",
        ],
        body: ByteBuffer(string: #"{"message":"Request must be smaller than 80 MB"}"#)
    )
}
