// SPDX-License-Identifier: Apache-2.0
public import NIOCore
public import NIOHTTP1

/// A whole request as the codec hands it to the last handler of a pipeline.
///
/// Handlers that live on the loop use this; others use `HTTPRequest`.
public struct HTTPCall: Sendable {
    /// Method, path and header fields.
    public var head: HTTPRequestHead
    /// The body; empty when it was too large.
    public var body: ByteBuffer
    /// How many bytes the body had, or was announced to have.
    public var bodyBytes: Int
    /// Whether the body was larger than the limit and was thrown away.
    public var isTooLarge: Bool
    /// The fields after a chunked body.
    public var trailers: HTTPHeaders?

    /// The same as a value that knows nothing of NIO.
    public var request: HTTPRequest {
        var headers = HTTPFields()
        for (name, value) in head.headers { headers.add(name, value) }
        return HTTPRequest(
            method: head.method.rawValue,
            uri: head.uri,
            headers: headers,
            body: Array(body.readableBytesView)
        )
    }
}
