// SPDX-License-Identifier: Apache-2.0
public import NIOCore

extension HTTPCall {
    /// Has an async function answer this call, away from the loop, and comes back to the loop with
    /// its reply.
    ///
    /// - Parameters:
    ///   - handler: Answers the request.
    ///   - tasks: Where it runs rather than on any thread; a large request runs on any thread,
    ///     because reading it takes long.
    ///   - loop: Where the reply is wanted.
    ///   - reply: Takes the reply, on the loop.
    public func answer(
        by handler: @escaping @Sendable (HTTPRequest) async -> HTTPResponse,
        in tasks: LoopTasks? = nil,
        on loop: any EventLoop,
        then reply: @escaping @Sendable (HTTPReply) -> Void
    ) {
        let isLarge = body.readableBytes > Limits.largeRequestBytes
        Task(executorPreference: isLarge ? nil : tasks) {
            let answer = HTTPReply(await handler(request))
            loop.execute { reply(answer) }
        }
    }
}
