// SPDX-License-Identifier: Apache-2.0

/// Which requests go through a proxy: `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`.
public struct ProxyRules: Hashable, Sendable {
    /// The proxy of requests that speak TLS.
    public let secure: Endpoint?
    /// The proxy of requests that do not.
    public let plain: Endpoint?
    /// Hosts that are reached without one: names, `.suffixes` or `*`.
    public let exceptions: [String]

    /// No proxy at all.
    public static let none = ProxyRules(environment: [:])

    /// Reads the variables; the small spelling counts before the large one, as everywhere.
    ///
    /// `HTTP_PROXY` in capitals is not read: a web server may have put a stranger's header there.
    public init(environment: [String: String]) {
        func proxy(_ names: String...) -> Endpoint? {
            let text = names.compactMap { environment[$0] }.first { !$0.isEmpty }
            return text.flatMap { Endpoint($0.contains("://") ? $0 : "http://\($0)") }
        }
        secure = proxy("https_proxy", "HTTPS_PROXY")
        plain = proxy("http_proxy")
        let names = environment["no_proxy"] ?? environment["NO_PROXY"] ?? ""
        exceptions = names.split { $0 == "," || $0 == " " }.map { $0.lowercased() }
    }

    /// The proxy on the way to an endpoint, `nil` if there is none; never for this machine.
    public func proxy(to endpoint: Endpoint) -> Endpoint? {
        if endpoint.isLoopback || isException(endpoint.host.lowercased()) { return nil }
        return endpoint.isSecure ? secure : plain
    }

    private func isException(_ host: String) -> Bool {
        exceptions.contains { rule in
            if rule == "*" || rule == host { return true }
            let suffix = rule.hasPrefix(".") ? rule : ".\(rule)"
            return host.hasSuffix(suffix)
        }
    }
}
