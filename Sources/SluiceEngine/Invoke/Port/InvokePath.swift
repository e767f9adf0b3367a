// SPDX-License-Identifier: Apache-2.0

/// The path of an Invoke request, taken apart.
struct InvokePath: Equatable {
    /// The function as it was named, the qualifier of the query included.
    let reference: FunctionReference

    /// Reads a raw path and query; `nil` for everything that is not plainly an invocation: bad
    /// encodings, other queries and contradicting qualifiers are the control plane's to explain.
    init?(uri: String) {
        let prefix = "/2015-03-31/functions/"
        let suffix = "/invocations"
        guard uri.hasPrefix(prefix) else { return nil }
        let rest = uri.dropFirst(prefix.utf8.count)
        let end = rest.utf8.firstIndex(of: UInt8(ascii: "?")) ?? rest.endIndex
        let path = rest[..<end]
        guard path.hasSuffix(suffix), let name = Self.decoded(path.dropLast(suffix.utf8.count)),
            var reference = FunctionReference(name)
        else { return nil }
        if end < rest.endIndex {
            let query = rest[rest.index(after: end)...]
            guard query.hasPrefix("Qualifier="), !query.utf8.contains(UInt8(ascii: "&")),
                let qualifier = Self.decoded(query.dropFirst(10)), !qualifier.isEmpty,
                reference.qualifier == nil || reference.qualifier == qualifier
            else { return nil }
            reference.qualifier = qualifier
        }
        self.reference = reference
    }

    private static func decoded(_ text: Substring) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else {
            return text.utf8.contains(UInt8(ascii: "/")) ? nil : String(text)
        }
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(digit),
                let low = rest.popFirst().flatMap(digit)
            else { return nil }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70, 97...102: (byte | 32) - 87
        default: nil
        }
    }
}
