// SPDX-License-Identifier: Apache-2.0
public import NIOCore

extension HTTPCall {
    /// Has an async function answer this call, away from the loop, and comes back to the loop with
    /// its reply.
    public func answer(
        by handler: @escaping @Sendable (HTTPRequest) async -> HTTPResponse,
        on loop: any EventLoop,
        then reply: @escaping @Sendable (HTTPReply) -> Void
    ) {
        loop.makeFutureWithTask { HTTPReply(await handler(request)) }
            .whenSuccess(reply)
    }
}
