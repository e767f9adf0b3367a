// SPDX-License-Identifier: Apache-2.0

/// A request of HTTP as far as operations care: without an address and without I/O.
public struct WireRequest: Hashable, Sendable {
    /// The method in capitals.
    public var method: String
    /// The path as it stands on the wire, percent-encoded, without the query.
    public var path: String
    /// The query as it stands on the wire, without the question mark; empty when there is none.
    public var query: String
    /// The headers.
    public var headers: WireHeaders
    /// The body.
    public var body: [UInt8]

    /// Makes a request from its parts.
    public init(
        method: String,
        path: String,
        query: String = "",
        headers: WireHeaders = [:],
        body: [UInt8] = []
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// Makes a request from the target in a request line: `/path?query`.
    public init(method: String, target: String, headers: WireHeaders = [:], body: [UInt8] = []) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        self.init(
            method: method,
            path: parts.first.map(String.init) ?? "/",
            query: parts.count == 2 ? String(parts[1]) : "",
            headers: headers,
            body: body
        )
    }

    /// Path and query as they stand in a request line.
    public var target: String { query.isEmpty ? path : "\(path)?\(query)" }

    /// The query's fields in order, decoded.
    public var queryFields: [(name: String, value: String)] { FormReader.fields(query) }

    /// Whether a JSON client asks for the error codes and statuses of the query protocol.
    public var asksForQueryErrors: Bool { headers["x-amzn-query-mode"] == "true" }
}
