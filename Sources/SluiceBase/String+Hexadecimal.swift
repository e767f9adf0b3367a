// SPDX-License-Identifier: Apache-2.0

extension String {
    /// Bytes as hexadecimal text in lower case, two digits each.
    public init(hexadecimal bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes)
        self.init(unsafeUninitializedCapacity: bytes.count * 2) { buffer in
            for (index, byte) in bytes.enumerated() {
                buffer[index * 2] = Self.digit(byte >> 4)
                buffer[index * 2 + 1] = Self.digit(byte & 15)
            }
            return buffer.count
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
