// SPDX-License-Identifier: Apache-2.0

/// A whole request as an ordinary handler sees it.
public struct HTTPRequest: Sendable {
    /// In capitals: `GET`.
    public var method: String
    /// The path and the query as they were sent, percent-encoding and all.
    public var uri: String
    /// The header fields.
    public var headers: HTTPFields
    /// The body, with any transfer coding taken off.
    public var body: [UInt8]

    /// Makes a request.
    public init(
        method: String,
        uri: String,
        headers: HTTPFields = [:],
        body: [UInt8] = []
    ) {
        self.method = method
        self.uri = uri
        self.headers = headers
        self.body = body
    }

    /// The part of `uri` before the question mark.
    public var path: Substring { uri[..<(mark ?? uri.endIndex)] }

    /// The part of `uri` after the question mark; empty when there is none.
    public var query: Substring {
        mark.map { uri[uri.utf8.index(after: $0)...] } ?? ""
    }

    private var mark: String.Index? { uri.utf8.firstIndex(of: UInt8(ascii: "?")) }
}
