// SPDX-License-Identifier: Apache-2.0
public import NIOCore
public import NIOHTTP1

/// Turns the parts of HTTP/1.1 into whole messages and back.
///
/// It adds Content-Length and Connection itself, answers `Expect: 100-continue`, sends no body to
/// HEAD, and reads a body that is too large away instead of keeping it.
public final class HTTPMessageCodec: ChannelDuplexHandler {
    /// What the parser below delivers.
    public typealias InboundIn = HTTPServerRequestPart
    /// What the handler above receives.
    public typealias InboundOut = HTTPCall
    /// What the handler above writes.
    public typealias OutboundIn = HTTPReply
    /// What the encoder below takes.
    public typealias OutboundOut = HTTPServerResponsePart

    private enum Reading {
        case nothing
        case body(HTTPCall, max: Int)
        /// The call was handed up before its end: what still comes is dropped.
        case rest
    }

    private let unsent: UnsentAnswers?
    private let bodyBytesMax: (HTTPRequestHead) -> Int
    private var reading = Reading.nothing
    private var isKeptAlive = true
    private var isHead = false
    private var isVersion10 = false

    /// Makes a codec; `bodyBytesMax` says how large the body of a request may be.
    public init(
        unsent: UnsentAnswers? = nil,
        bodyBytesMax: @escaping (HTTPRequestHead) -> Int
    ) {
        self.unsent = unsent
        self.bodyBytesMax = bodyBytesMax
    }

    /// Collects the parts of a request.
    public func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): begin(head, context)
        case .body(let part): append(part, context)
        case .end(let trailers):
            guard case .body(var call, _) = reading else { return reading = .nothing }
            reading = .nothing
            call.trailers = trailers
            context.fireChannelRead(wrapInboundOut(call))
        }
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        isKeptAlive = head.isKeepAlive
        isHead = head.method == .HEAD
        isVersion10 = head.version == .http1_0
        let max = bodyBytesMax(head)
        let announced = head.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
        var call = HTTPCall(head: head, body: ByteBuffer(), bodyBytes: 0, isTooLarge: false)
        if announced > Limits.reservedFromBytes, announced <= max {
            call.body = context.channel.allocator.buffer(capacity: announced)
        }
        // More than would be read away: the client hears it now, whether it has sent all or not.
        if announced > max, announced - max > Limits.discardedBytesMax {
            return refuse(call, bytes: announced, context)
        }
        reading = .body(call, max: max)
        guard head.headers.first(name: "expect")?.lowercased() == "100-continue" else { return }
        if announced > max { return refuse(call, bytes: announced, context) }
        let goOn = HTTPResponseHead(version: head.version, status: .continue)
        context.writeAndFlush(wrapOutboundOut(.head(goOn)), promise: nil)
    }

    private func append(_ part: ByteBuffer, _ context: ChannelHandlerContext) {
        guard case .body(var call, let max) = reading else { return }
        reading = .nothing  // or the buffer would be copied at each append
        call.bodyBytes += part.readableBytes
        if call.bodyBytes > max {
            call.isTooLarge = true
            call.body = ByteBuffer()
            if call.bodyBytes > max + Limits.discardedBytesMax {
                return refuse(call, bytes: call.bodyBytes, context)
            }
        } else if call.body.storageCapacity == 0 {
            call.body = part
        } else {
            call.body.writeImmutableBuffer(part)
        }
        reading = .body(call, max: max)
    }

    private func refuse(_ call: HTTPCall, bytes: Int, _ context: ChannelHandlerContext) {
        var call = call
        call.isTooLarge = true
        call.bodyBytes = bytes
        isKeptAlive = false
        reading = .rest
        context.fireChannelRead(wrapInboundOut(call))
    }

    /// Sends a response.
    public func write(
        context: ChannelHandlerContext,
        data: NIOAny,
        promise: EventLoopPromise<Void>?
    ) {
        var reply = unwrapOutboundIn(data)
        var promise = promise
        let count = isHead ? 0 : reply.body.readableBytes
        // Small answers, which are nearly all, need no promise.
        if let unsent, count >= Limits.countedFromBytes {
            let sent = promise ?? context.eventLoop.makePromise(of: Void.self)
            promise = sent
            if !unsent.take(count, on: context.channel, until: sent.futureResult) {
                reply = HTTPReply(status: .serviceUnavailable, headers: ["Retry-After": "1"])
            }
        }
        // An answer to HEAD may tell the length of the body that it does not have.
        if !isHead || !reply.headers.contains(name: "Content-Length") {
            reply.headers.replaceOrAdd(name: "Content-Length", value: "\(reply.body.readableBytes)")
        }
        if !isKeptAlive {
            reply.headers.replaceOrAdd(name: "Connection", value: "close")
        } else if isVersion10 {
            reply.headers.replaceOrAdd(name: "Connection", value: "keep-alive")
        }
        let head = HTTPResponseHead(version: .http1_1, status: reply.status, headers: reply.headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !isHead, reply.body.readableBytes > 0 {
            context.write(wrapOutboundOut(.body(.byteBuffer(reply.body))), promise: nil)
        }
        guard !isKeptAlive else {
            return context.write(wrapOutboundOut(.end(nil)), promise: promise)
        }
        let written = promise ?? context.eventLoop.makePromise(of: Void.self)
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        written.futureResult.whenComplete { _ in bound.value.close(promise: nil) }
        context.write(wrapOutboundOut(.end(nil)), promise: written)
    }
}
