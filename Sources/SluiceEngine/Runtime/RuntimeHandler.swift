// SPDX-License-Identifier: Apache-2.0
import NIOCore
import NIOHTTP1
import SluiceHTTP

/// One connection on a worker's Runtime API port.
///
/// A class, because NIO's handlers are; it never leaves its event loop.
final class RuntimeHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPCall
    typealias OutboundOut = HTTPReply

    private let router: InvokeRouter
    private let worker: WorkerID
    private var context: ChannelHandlerContext?
    private var bound: NIOLoopBound<RuntimeHandler>?
    /// Whether the worker waits for its next invocation on this connection.
    private var isWaiting = false

    init(router: InvokeRouter, worker: WorkerID) {
        self.router = router
        self.worker = worker
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
        switch RuntimeCall(call.head) {
        case .next:
            isWaiting = true
            router.ready(worker, at: bound)
        case .response(let id): write(answer(call, id))
        case .error(let id):
            let type = call.head.headers.first(name: "Lambda-Runtime-Function-Error-Type")
            write(router.failed(worker, id, call.body, type: type))
        case .initError:
            let type = call.head.headers.first(name: "Lambda-Runtime-Function-Error-Type")
            router.initFailed(worker, call.body, type: type)
            write(.accepted)
        case .unsupported: write(.unsupported)
        case .unknown: write(.unknown)
        }
    }

    /// A receipt need not wake a worker that already waits for its next invocation: it goes out with that.
    func channelReadComplete(context: ChannelHandlerContext) {
        if !isWaiting { context.flush() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if let bound { router.disconnected(worker, from: bound) }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    /// Gives the worker its next invocation.
    func deliver(_ headers: HTTPHeaders, _ payload: ByteBuffer) {
        isWaiting = false
        let reply = HTTPReply(status: .ok, headers: headers, body: payload)
        context?.writeAndFlush(wrapOutboundOut(reply), promise: nil)
    }

    private func answer(_ call: HTTPCall, _ id: String) -> RuntimeReply {
        let mode = call.head.headers.first(name: "Lambda-Runtime-Function-Response-Mode")
        guard mode == nil || mode?.lowercased() == "streaming" else { return .wrongMode }
        if call.isTooLarge { return router.answeredTooMuch(worker, id) }
        // A stream that broke off says so behind its body.
        if let type = call.trailers?.first(name: "Lambda-Runtime-Function-Error-Type") {
            return router.failed(worker, id, brokenOff(call, type), type: type)
        }
        return router.answered(worker, id, call.body)
    }

    private func brokenOff(_ call: HTTPCall, _ type: String) -> ByteBuffer {
        let encoded = call.trailers?.first(name: "Lambda-Runtime-Function-Error-Body") ?? ""
        if let bytes = encoded.base64Bytes, !bytes.isEmpty { return ByteBuffer(bytes: bytes) }
        return ByteBuffer(string: #"{"errorType":\#(type.jsonQuoted),"errorMessage":""}"#)
    }

    private func write(_ reply: RuntimeReply) {
        context?.write(wrapOutboundOut(reply.reply), promise: nil)
    }
}
