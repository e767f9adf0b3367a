// SPDX-License-Identifier: Apache-2.0
public import NIOCore

/// An invocation that the engine itself makes: an event from the queue, a function URL.
public struct InvokeRequest: Sendable {
    /// The function's bare name.
    public var function: String
    /// A version, an alias, or `nil` for `$LATEST`.
    public var qualifier: String?
    /// The event; valid JSON, or empty for `{}`.
    public var payload: ByteBuffer
    /// The client context, decoded.
    public var clientContext: String?
    /// The trace header to hand on; a new one is made without it.
    public var traceID: String?
    /// The id to use, so that the retries of an event share one; a new one is made without it.
    public var requestID: String?

    /// Makes a request.
    public init(
        function: String,
        qualifier: String? = nil,
        payload: ByteBuffer = ByteBuffer(),
        clientContext: String? = nil,
        traceID: String? = nil,
        requestID: String? = nil
    ) {
        self.function = function
        self.qualifier = qualifier
        self.payload = payload
        self.clientContext = clientContext
        self.traceID = traceID
        self.requestID = requestID
    }
}
