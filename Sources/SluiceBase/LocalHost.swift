// SPDX-License-Identifier: Apache-2.0

/// Tells the names and addresses that mean this machine, whoever resolves them.
public enum LocalHost {
    /// Whether a host is this machine: `localhost`, a name below it, `127.0.0.0/8` or `[::1]`.
    ///
    /// A name that only looks so is somebody else's: who owns `127.0.0.1.example.com` points it
    /// wherever he likes.
    ///
    /// - Parameter authority: A host as URLs and `Host` headers have it, with a port or without.
    /// - Returns: `false` also for what is no host at all.
    public static func isNamed(by authority: some StringProtocol) -> Bool {
        let bytes = authority.utf8
        let name: Substring.UTF8View
        let text = Substring(authority)
        if bytes.first == UInt8(ascii: "[") {
            guard let end = text.utf8.firstIndex(of: UInt8(ascii: "]")) else { return false }
            name = text.utf8[...end]
        } else {
            name = text.utf8.prefix { $0 != UInt8(ascii: ":") }
        }
        guard isPort(text.utf8[name.endIndex...]) else { return false }
        return isLoopbackAddress(name) || Substring(name) == "[::1]" || isLocalName(Substring(name))
    }

    /// Nothing, or a colon and digits.
    private static func isPort(_ text: Substring.UTF8View) -> Bool {
        guard let first = text.first else { return true }
        return first == UInt8(ascii: ":") && text.dropFirst().allSatisfy { (48...57).contains($0) }
    }

    /// Four numbers, the first of them 127.
    private static func isLoopbackAddress(_ name: Substring.UTF8View) -> Bool {
        let octets = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return octets.count == 4 && Substring(octets[0]) == "127"
            && octets.allSatisfy { octet in
                (1...3).contains(octet.count) && octet.allSatisfy { (48...57).contains($0) }
                    && UInt8(Substring(octet)) != nil
            }
    }

    private static func isLocalName(_ name: Substring) -> Bool {
        let name = name.lowercased()
        return name == "localhost" || name.hasSuffix(".localhost")
    }
}
