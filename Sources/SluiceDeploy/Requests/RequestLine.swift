// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import SluiceCore

/// The form of requests at rest: one JSON line each.
enum RequestLine {
    /// The line of a request, with its end.
    static func bytes(of request: Request) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(request)) + [UInt8(ascii: "\n")]
    }

    /// The requests in these bytes whose ids are not among those, in their order.
    ///
    /// A line that is not whole yet, or that is no request, is passed over.
    static func requests(in bytes: [UInt8], without known: Set<String>) -> [Request] {
        let lines = bytes.split(separator: UInt8(ascii: "\n")).prefix(Limits.requestsMax)
        var seen = known
        return lines.compactMap { line in
            // A line by another hand, or one that is just being written.
            guard let request = try? JSONDecoder().decode(Request.self, from: Data(line)),
                seen.insert(request.id).inserted
            else { return nil }
            return request
        }
    }
}
