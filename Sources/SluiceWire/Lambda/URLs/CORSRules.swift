// SPDX-License-Identifier: Apache-2.0

/// Which pages of other origins may call an address.
public struct CORSRules: Codable, Hashable, Sendable {
    /// Whether cookies are sent along.
    public var allowCredentials: Bool?
    /// Headers that a page may send.
    public var allowHeaders: [String]?
    /// Methods that a page may use.
    public var allowMethods: [String]?
    /// Origins of pages that may call.
    public var allowOrigins: [String]?
    /// Headers that a page may read.
    public var exposeHeaders: [String]?
    /// Seconds that a browser may remember this.
    public var maxAge: Int?

    /// Makes one from its parts.
    public init(
        allowCredentials: Bool? = nil,
        allowHeaders: [String]? = nil,
        allowMethods: [String]? = nil,
        allowOrigins: [String]? = nil,
        exposeHeaders: [String]? = nil,
        maxAge: Int? = nil
    ) {
        self.allowCredentials = allowCredentials
        self.allowHeaders = allowHeaders
        self.allowMethods = allowMethods
        self.allowOrigins = allowOrigins
        self.exposeHeaders = exposeHeaders
        self.maxAge = maxAge
    }
}
