// SPDX-License-Identifier: Apache-2.0

/// A whole response; its length is sent along, so a handler need not name it.
public struct HTTPResponse: Sendable, Hashable {
    /// For example 200.
    public var status: Int
    /// The header fields, without Content-Length, Connection and Date.
    public var headers: HTTPFields
    /// The body; for a HEAD request only its length is sent.
    public var body: [UInt8]

    /// Makes a response.
    public init(status: Int, headers: HTTPFields = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
