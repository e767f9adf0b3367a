// SPDX-License-Identifier: Apache-2.0
import NIOCore

/// One invocation on its way through the router.
///
/// A class, because it is handed from the queue to a worker and to its end, and is copied nowhere; it
/// never leaves the router.
final class Invocation: PoolJob {
    /// Who waits for the answer.
    enum Caller {
        /// A connection on the public port.
        case connection(NIOLoopBound<PublicHandler>)
        /// The engine itself.
        case task(CheckedContinuation<InvokeAnswer, Never>)
    }

    let id: RequestID
    /// `id` as text.
    let requestID: String
    let arrived: UInt64
    let caller: Caller
    let pool: VersionPool
    /// The qualifier as it was asked for.
    let qualifier: String?
    let isUnderWeights: Bool
    let payload: ByteBuffer
    let clientContext: String?
    let traceID: String
    let wantsLog: Bool
    /// When its time began to run; `nil` while it waits for a worker.
    var began: UInt64?
    /// Whether its function had concurrency reserved when it came.
    var isReserved = false
    /// Whether provisioned concurrency took it; `nil` when its version has none.
    var isProvisioned: Bool?

    init(
        id: RequestID,
        arrived: UInt64,
        caller: Caller,
        pool: VersionPool,
        qualifier: String?,
        isUnderWeights: Bool,
        order: Order
    ) {
        self.id = id
        requestID = id.description
        self.arrived = arrived
        self.caller = caller
        self.pool = pool
        self.qualifier = qualifier
        self.isUnderWeights = isUnderWeights
        payload = order.payload
        clientContext = order.clientContext
        traceID = order.traceID
        wantsLog = order.wantsLog
    }

    /// What the caller sent along.
    struct Order {
        var payload: ByteBuffer
        var clientContext: String?
        var traceID: String
        var wantsLog: Bool
    }

    /// The ARN that the function sees: the one that was asked for.
    var invokedARN: String {
        guard let qualifier else { return pool.bareARN }
        return "\(pool.bareARN):\(qualifier)"
    }
}
