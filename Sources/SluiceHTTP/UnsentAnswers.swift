// SPDX-License-Identifier: Apache-2.0
public import NIOCore

/// How many bytes of large answers wait for clients that do not read them, on all connections of a
/// loop.
///
/// Without a bound, some clients that ask and never read would hold all memory there is.
public struct UnsentAnswers: Sendable {
    private let bytes: NIOLoopBoundBox<Int>

    /// Nothing waits on this loop yet.
    public init(on loop: any EventLoop) {
        bytes = .makeBoxSendingValue(0, eventLoop: loop)
    }

    /// Takes an answer of so many bytes that is about to be written, until it is sent or given up.
    ///
    /// - Parameters:
    ///   - count: the bytes of its body.
    ///   - channel: the connection, which is closed when its client takes far too long.
    ///   - sent: ends when the answer is sent, or cannot be any more.
    /// - Returns: `false` when there is no room: then nothing was taken.
    func take(_ count: Int, on channel: any Channel, until sent: EventLoopFuture<Void>) -> Bool {
        // One answer alone may be larger than the room for all.
        guard bytes.value == 0 || bytes.value + count <= Limits.unsentBytesMax else { return false }
        bytes.value += count
        let patience = Limits.sendTimeout + .seconds(Int64(count / Limits.sentBytesPerSecond))
        let end = channel.eventLoop.assumeIsolated().scheduleTask(in: patience) {
            channel.close(promise: nil)
        }
        let bytes = bytes
        sent.whenComplete { _ in
            end.cancel()
            bytes.value -= count
        }
        return true
    }
}
