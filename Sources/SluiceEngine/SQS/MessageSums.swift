// SPDX-License-Identifier: Apache-2.0
import Crypto
import SluiceModel
import SluiceWire

extension StoredMessage.Content {
    /// A message with its sums.
    init(
        id: String,
        body: String,
        attributes: [String: QueueAttributeValue],
        group: String? = nil,
        deduplicationID: String? = nil
    ) {
        self.init(
            id: id,
            body: body,
            bodySum: Self.sum(of: Array(body.utf8)),
            attributes: attributes,
            attributesSum: Self.sum(of: attributes),
            group: group,
            deduplicationID: deduplicationID
        )
    }

    /// The id of a message that a queue knows by its content.
    static func id(of body: String) -> String { hexadecimal(SHA256.hash(data: Array(body.utf8))) }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { byte in
            let text = String(byte, radix: 16)
            return text.count < 2 ? "0" + text : text
        }.joined()
    }

    /// The sum of attributes as SQS makes it; `nil` without any.
    static func sum(of attributes: [String: QueueAttributeValue]) -> String? {
        guard !attributes.isEmpty else { return nil }
        var bytes: [UInt8] = []
        func add(_ part: [UInt8]) {
            bytes += (0..<4).reversed().map { UInt8(truncatingIfNeeded: part.count >> (8 * $0)) }
            bytes += part
        }
        for (name, value) in attributes.sorted(by: { $0.key < $1.key }) {
            add(Array(name.utf8))
            add(Array(value.dataType.utf8))
            let isBinary = value.dataType.hasPrefix("Binary")
            bytes.append(isBinary ? 2 : 1)
            add(isBinary ? value.binaryValue?.bytes ?? [] : Array((value.stringValue ?? "").utf8))
        }
        return sum(of: bytes)
    }

    private static func sum(of bytes: [UInt8]) -> String {
        hexadecimal(Insecure.MD5.hash(data: bytes))
    }
}
