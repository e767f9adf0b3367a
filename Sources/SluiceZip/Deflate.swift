// SPDX-License-Identifier: Apache-2.0
import CSluiceZlib

/// Raw deflate and the check sum, by zlib.
enum Deflate {
    /// CRC-32 of the bytes.
    static func checksum(_ bytes: some Collection<UInt8>) -> UInt32 {
        let sum = bytes.withContiguousStorageIfAvailable {
            crc32_z(0, $0.baseAddress, $0.count)
        }
        return UInt32(
            truncatingIfNeeded: sum
                ?? Array(bytes).withUnsafeBufferPointer {
                    crc32_z(0, $0.baseAddress, $0.count)
                }
        )
    }

    /// The packed bytes, or `nil` when packing would not make them fewer.
    static func pack(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count > 1 else { return nil }
        return withStream { stream in
            guard sluice_deflate_begin(stream) == Z_OK else { return nil }
            defer { deflateEnd(stream) }
            return run(stream, over: bytes[...], room: bytes.count - 1) { deflate($0, Z_FINISH) }
        }
    }

    /// The bytes in the form of deflate, without being made fewer.
    static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var rest = bytes[...]
        repeat {
            let block = rest.prefix(65_535)
            rest = rest.dropFirst(block.count)
            let (size, isLast) = (UInt16(block.count), rest.isEmpty)
            out.append(isLast ? 1 : 0)
            for number in [size, ~size] {
                out += [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
            }
            out += block
        } while !rest.isEmpty
        return out
    }

    /// The unpacked bytes, or `nil` when they are damaged or not exactly `size` many.
    static func unpack(_ bytes: ArraySlice<UInt8>, size: Int) -> [UInt8]? {
        withStream { stream in
            guard sluice_inflate_begin(stream) == Z_OK else { return nil }
            defer { inflateEnd(stream) }
            // One byte more than announced, so that an entry which holds more is seen.
            let unpacked = run(stream, over: bytes, room: size + 1) { inflate($0, Z_FINISH) }
            return unpacked?.count == size && stream.pointee.avail_in == 0 ? unpacked : nil
        }
    }

    /// A stream that stays at one address, which zlib remembers.
    private static func withStream(
        _ body: (UnsafeMutablePointer<z_stream>) -> [UInt8]?
    ) -> [UInt8]? {
        var stream = z_stream()
        return withUnsafeMutablePointer(to: &stream, body)
    }

    /// Runs the stream to its end in one go; `nil` when `room` is too small or the bytes are damaged.
    private static func run(
        _ stream: UnsafeMutablePointer<z_stream>,
        over bytes: ArraySlice<UInt8>,
        room: Int,
        by step: (UnsafeMutablePointer<z_stream>) -> Int32
    ) -> [UInt8]? {
        guard let input = UInt32(exactly: bytes.count), let output = UInt32(exactly: room) else {
            return nil
        }
        return bytes.withUnsafeBufferPointer { source in
            // zlib promises not to write to its input; its type merely does not say so.
            stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
            stream.pointee.avail_in = input
            var isWhole = false
            let result = [UInt8](unsafeUninitializedCapacity: room) { target, count in
                stream.pointee.next_out = target.baseAddress
                stream.pointee.avail_out = output
                isWhole = step(stream) == Z_STREAM_END
                count = room - Int(stream.pointee.avail_out)
            }
            return isWhole ? result : nil
        }
    }
}
