// SPDX-License-Identifier: Apache-2.0
import Foundation
import SluiceZip
import Testing

@Suite struct GzipTests {
    /// `gzip -n` of "hello hello hello hello\n", and the same with a name.
    private static let packed = "H4sIAAAAAAAAA8tIzcnJV8hAJ7kAAIhZCxgAAAA="

    private static func bytes() throws -> [UInt8] {
        [UInt8](try #require(Data(base64Encoded: packed)))
    }

    @Test func `a body that was packed is read`() throws {
        let text = Gzip.unpack(try Self.bytes(), max: 100).map {
            String(decoding: $0, as: UTF8.self)
        }
        #expect(text == "hello hello hello hello\n")
    }

    @Test(arguments: [0, 1, 2, 40, 70_000, 140_000])
    func `what is packed is read again`(count: Int) {
        // What repeats is made fewer; what does not is kept as it is.
        var state: UInt32 = 1
        let noise = (0..<count).map { _ -> UInt8 in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(truncatingIfNeeded: state >> 24)
        }
        for bytes in [noise, [UInt8](repeating: 7, count: count)] {
            #expect(Gzip.unpack(Gzip.pack(bytes), max: count) == bytes)
        }
    }

    @Test func `a header with a name, a comment and extra bytes is passed over`() throws {
        var bytes = try Self.bytes()
        bytes[3] = 4 | 8 | 16
        bytes.insert(contentsOf: [2, 0, 7, 7] + Array("name\0note\0".utf8), at: 10)
        #expect(Gzip.unpack(bytes, max: 100)?.count == 24)
    }

    @Test func `what is damaged, cut or too large is refused`() throws {
        let bytes = try Self.bytes()
        #expect(Gzip.unpack(bytes, max: 23) == nil)
        #expect(Gzip.unpack([], max: 100) == nil)
        for count in 0..<bytes.count {
            #expect(Gzip.unpack(Array(bytes[..<count]), max: 100) == nil)
        }
        for index in bytes.indices.dropFirst(10) {
            var damaged = bytes
            damaged[index] ^= 0x55
            #expect(Gzip.unpack(damaged, max: 100) == nil)
        }
    }
}
