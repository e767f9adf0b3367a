// SPDX-License-Identifier: Apache-2.0
public import NIOCore
public import NIOHTTP1

/// A whole response as the last handler of a pipeline hands it to the codec.
public struct HTTPReply: Sendable {
    /// The status.
    public var status: HTTPResponseStatus
    /// The header fields, without Content-Length and Connection, which the codec adds.
    public var headers: HTTPHeaders
    /// The body.
    public var body: ByteBuffer

    /// Makes a reply.
    public init(
        status: HTTPResponseStatus,
        headers: HTTPHeaders = [:],
        body: ByteBuffer = ByteBuffer()
    ) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Makes a reply of an ordinary response.
    public init(_ response: HTTPResponse) {
        var headers = HTTPHeaders()
        for field in response.headers.fields { headers.add(name: field.name, value: field.value) }
        self.init(
            status: HTTPResponseStatus(statusCode: response.status),
            headers: headers,
            body: ByteBuffer(bytes: response.body)
        )
    }
}
