// SPDX-License-Identifier: Apache-2.0
import SluiceBase

/// Where a service is reached.
public struct Endpoint: Hashable, Sendable, CustomStringConvertible {
    /// Whether TLS is spoken.
    public let isSecure: Bool
    /// The host's name or address; an IPv6 address stands in brackets.
    public let host: String
    /// The port.
    public let port: Int
    /// What stands before every path, without a slash at its end; mostly empty.
    public let path: String

    /// Reads `http://host:port/path` or `https://…`; `nil` for anything else.
    public init?(_ url: String) {
        let rest: Substring
        if url.hasPrefix("https://") {
            (isSecure, rest) = (true, url.dropFirst(8))
        } else if url.hasPrefix("http://") {
            (isSecure, rest) = (false, url.dropFirst(7))
        } else {
            return nil
        }
        guard !rest.contains("?"), !rest.contains("#"), !rest.contains("@") else { return nil }
        let authority = rest.prefix { $0 != "/" }
        var path = rest.dropFirst(authority.count)
        while path.hasSuffix("/") { path = path.dropLast() }
        self.path = String(path)
        let colon = authority.lastIndex(of: ":").flatMap { index in
            authority[index...].contains("]") ? nil : index
        }
        host = String(authority[..<(colon ?? authority.endIndex)])
        if let colon {
            guard let port = Int(authority[authority.index(after: colon)...]),
                (1...65_535).contains(port)
            else { return nil }
            self.port = port
        } else {
            port = isSecure ? 443 : 80
        }
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        guard !host.isEmpty, isBracketed || !host.contains(":") else { return nil }
    }

    /// Makes the address of a host that speaks TLS at the usual port.
    public init(host: String) {
        isSecure = true
        self.host = host
        port = 443
        path = ""
    }

    /// What the `Host` header says.
    public var authority: String {
        port == (isSecure ? 443 : 80) ? host : "\(host):\(port)"
    }

    /// Whether it is this machine.
    public var isLoopback: Bool { LocalHost.isNamed(by: host) }

    /// The address as a URL, without a slash at its end.
    public var description: String { "\(isSecure ? "https" : "http")://\(authority)\(path)" }
}
