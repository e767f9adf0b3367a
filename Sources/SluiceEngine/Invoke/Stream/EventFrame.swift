// SPDX-License-Identifier: Apache-2.0

/// One frame of AWS's event streams (`application/vnd.amazon.eventstream`).
///
/// Its length, that of its headers, a check of both; the headers; the payload; a check of it all.
/// Numbers are big-endian, checks are CRC-32.
struct EventFrame: Sendable, Hashable {
    /// The media type of a stream of frames.
    static let contentType = "application/vnd.amazon.eventstream"

    /// `PayloadChunk`.
    var event: String
    /// The media type of the payload.
    var contentType: String
    var payload: [UInt8]

    /// The frame as it goes out.
    var bytes: [UInt8] {
        var headers: [UInt8] = []
        let fields = [
            (":message-type", "event"), (":event-type", event), (":content-type", contentType),
        ]
        for (name, value) in fields {
            headers.append(UInt8(name.utf8.count))
            headers += name.utf8
            headers.append(Self.text)
            headers += [UInt8(value.utf8.count >> 8), UInt8(value.utf8.count & 0xff)]
            headers += value.utf8
        }
        let length = Self.overhead + headers.count + payload.count
        var frame = Self.word(length) + Self.word(headers.count)
        frame += CyclicSums.crc32.sum(frame)
        frame.reserveCapacity(length)
        frame += headers
        frame += payload
        return frame + CyclicSums.crc32.sum(frame)
    }

    /// The kind of a header that is a text.
    private static let text: UInt8 = 7
    /// Two lengths and two checks.
    private static let overhead = 16

    private static func word(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
