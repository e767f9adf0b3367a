// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import SluiceCore

/// The form of requests at rest: one JSON line each.
enum RequestLine {
    /// A call to whoever drives: older drivers pass it over.
    struct Call: Codable {
        var call: String
    }

    /// The line of a request or a call, with its end.
    static func bytes(of request: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(request)) + [UInt8(ascii: "\n")]
    }

    /// The requests in these bytes whose ids are not among those, in their order.
    ///
    /// A line that is not whole yet, or that is no request, is passed over.
    static func requests(in bytes: [UInt8], without known: Set<String>) -> [Request] {
        var (seen, count) = (known, 0)
        var requests: [Request] = []
        for line in bytes.split(separator: UInt8(ascii: "\n")) where count < Limits.requestsMax {
            // A call, a line by another hand, or one that is just being written.
            guard let request = try? JSONDecoder().decode(Request.self, from: Data(line)) else {
                continue
            }
            count += 1
            if seen.insert(request.id).inserted { requests.append(request) }
        }
        return requests
    }

    /// The ids of the calls in these bytes.
    static func calls(in bytes: [UInt8]) -> Set<String> {
        let lines = bytes.split(separator: UInt8(ascii: "\n")).suffix(Limits.requestsMax)
        // As above: what is no call is passed over.
        return Set(
            lines.compactMap { try? JSONDecoder().decode(Call.self, from: Data($0)).call }
        )
    }
}
