// SPDX-License-Identifier: Apache-2.0

/// JSON as text, where it is a value itself: resource policies, filter patterns.
public enum WireJSON {
    /// The value as a text without blanks.
    public static func text(of value: WireValue) -> String {
        String(decoding: JSONWriter.write(value), as: UTF8.self)
    }

    /// What a text says, or `nil` if it is no JSON.
    public static func value(of text: String) -> WireValue? {
        // Why it is none is of no use to anyone here: AWS only says that it is not valid.
        try? JSONReader.read(Array(text.utf8))
    }

    /// Reads a document of Sluice's own, several times as fast as Foundation does.
    ///
    /// - Throws: What is wrong with it. Also where it holds a whole number that 64 bits with a sign
    ///   do not hold: never is one rounded.
    public static func decode<Value: Decodable>(
        _ type: Value.Type,
        from bytes: [UInt8]
    ) throws -> Value {
        let value = try JSONReader.read(bytes, isExact: true)
        return try Value(from: WireDecoder(value, at: .root, style: .exact))
    }
}
