// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Values as JSON text, always in the same bytes.
enum JSONText {
    /// A value on one line, keys in order.
    static func line(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// Whether a text is a JSON value.
    static func isValid(_ bytes: [UInt8]) -> Bool {
        do {
            _ = try JSONSerialization.jsonObject(
                with: Data(bytes),
                options: [.fragmentsAllowed]
            )
            return true
        } catch {
            return false
        }
    }
}
