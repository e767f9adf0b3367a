// SPDX-License-Identifier: Apache-2.0

/// An answer of HTTP as far as operations care.
public struct WireAnswer: Hashable, Sendable {
    /// The status.
    public var status: Int
    /// The headers.
    public var headers: WireHeaders
    /// The body.
    public var body: [UInt8]

    /// Makes an answer from its parts.
    public init(status: Int, headers: WireHeaders = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
