// SPDX-License-Identifier: Apache-2.0
import SluiceWire

/// The one form of a request that client and server both hash.
extension RequestSigner {
    func canonicalRequest(of request: WireRequest) -> String {
        let (names, lines) = signedHeaders(of: request)
        return [
            request.method, canonicalPath(request.path), canonicalQuery(request), lines, names,
            bodyHash(of: request),
        ].joined(separator: "\n")
    }

    /// The path as it goes over the wire, encoded once more.
    private func canonicalPath(_ path: String) -> String {
        guard encodesPath else { return path }
        var segments = path.split(separator: "/", omittingEmptySubsequences: false)[...]
        if normalizesPath {
            let isFolder = path.hasSuffix("/") || path.hasSuffix("/.") || path.hasSuffix("/..")
            var kept: [Substring] = []
            for segment in segments {
                switch segment {
                case "", ".": continue
                case "..": _ = kept.popLast()
                default: kept.append(segment)
                }
            }
            segments = [""] + kept
            if isFolder || kept.isEmpty { segments.append("") }
        }
        let encoded = segments.map { PercentCoding.encode(String($0)) }.joined(separator: "/")
        return encoded.isEmpty ? "/" : encoded
    }

    private func canonicalQuery(_ request: WireRequest) -> String {
        let fields = request.query.split(separator: "&").map { field in
            let parts = field.split(
                separator: "=",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            let value = parts.count == 2 ? parts[1] : ""
            return (
                name: PercentCoding.encode(PercentCoding.decode(parts[0])),
                value: PercentCoding.encode(PercentCoding.decode(value))
            )
        }
        return fields.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
            .map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    }

    /// The names of all headers, and their lines, each with a line's end.
    func signedHeaders(of request: WireRequest) -> (names: String, lines: String) {
        var values: [String: [String]] = [:]
        for header in request.headers.entries {
            let value = header.value.split { $0 == " " || $0 == "\t" || $0.isNewline }
                .joined(separator: " ")
            values[header.name.lowercased(), default: []].append(value)
        }
        values["authorization"] = nil
        let names = values.keys.sorted()
        let lines = names.map { "\($0):\(values[$0, default: []].joined(separator: ","))\n" }
        return (names.joined(separator: ";"), lines.joined())
    }
}
