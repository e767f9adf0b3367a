// SPDX-License-Identifier: Apache-2.0
import SluiceWire

/// The body that AWS's clients send in signed chunks, with headers behind it.
///
/// `SIZE;chunk-signature=…` in hexadecimal, the bytes, and so on to a chunk of none, then the
/// headers that could not be known before. Signatures are not looked at, as nowhere here.
enum ChunkedBody {
    /// The request with its plain body; trailing headers stand with the others.
    ///
    /// - Throws: 400 `IncompleteBody` when the body is not what it says.
    static func decode(_ request: WireRequest) throws(AWSFailure) -> WireRequest {
        let isChunked =
            request.headers["x-amz-content-sha256"]?.hasPrefix("STREAMING-") ?? false
            || request.headers["Content-Encoding"]?.contains("aws-chunked") ?? false
        guard isChunked else { return request }
        var request = request
        var reader = Reader(bytes: request.body)
        var body: [UInt8] = []
        body.reserveCapacity(request.body.count)
        while true {
            let line = try reader.line()
            guard let size = Int(line.prefix { $0 != ";" }, radix: 16), size >= 0 else {
                throw .incompleteBody
            }
            if size == 0 { break }
            body += try reader.take(size)
            guard try reader.line().isEmpty else { throw .incompleteBody }
        }
        while !reader.isAtEnd {
            let line = try reader.line()
            guard let colon = line.firstIndex(of: ":") else { continue }
            let name = line[..<colon]
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            request.headers[String(name)] = String(value)
        }
        if let length = request.headers["x-amz-decoded-content-length"],
            Int(length) != body.count
        {
            throw .incompleteBody
        }
        request.body = body
        let rest =
            request.headers["Content-Encoding"]?.split(separator: ",")
            .map { $0.filter { $0 != " " } }.filter { $0 != "aws-chunked" } ?? []
        request.headers["Content-Encoding"] = rest.isEmpty ? nil : rest.joined(separator: ",")
        return request
    }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0

        var isAtEnd: Bool { position >= bytes.count }

        mutating func line() throws(AWSFailure) -> String {
            guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) else {
                throw .incompleteBody
            }
            var line = bytes[position..<end]
            if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
            position = end + 1
            return String(decoding: line, as: UTF8.self)
        }

        mutating func take(_ count: Int) throws(AWSFailure) -> ArraySlice<UInt8> {
            guard count <= bytes.count - position else { throw .incompleteBody }
            defer { position += count }
            return bytes[position..<position + count]
        }
    }
}

extension AWSFailure {
    fileprivate static let incompleteBody = AWSFailure(
        code: "IncompleteBody",
        message: "The request body terminated unexpectedly",
        status: 400
    )
}
