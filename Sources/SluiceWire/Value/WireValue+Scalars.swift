// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import SluiceBase

/// What a value means to somebody who asks for a certain type; `nil` where it means nothing.
extension WireValue {
    var asBool: Bool? {
        switch self {
        case .bool(let value): value
        case .text("true"): true
        case .text("false"): false
        default: nil
        }
    }

    var asString: String? {
        switch self {
        case .string(let value), .text(let value): value
        default: nil
        }
    }

    var asDouble: Double? {
        switch self {
        case .number(let value): value
        case .integer(let value): Double(value)
        case .text(let value): Double(value)
        case .string("NaN"): .nan
        case .string("Infinity"): .infinity
        case .string("-Infinity"): -.infinity
        default: nil
        }
    }

    func asInteger<Number: FixedWidthInteger>(_ type: Number.Type) -> Number? {
        switch self {
        case .integer(let value): Number(exactly: value)
        case .number(let value): Number(exactly: value)
        case .text(let value): Number(value)
        default: nil
        }
    }

    var asBlob: Blob? {
        switch self {
        case .bytes(let bytes): return Blob(bytes)
        case .string(let text), .text(let text):
            guard let data = Data(base64Encoded: text) else { return nil }
            return Blob([UInt8](data))
        default: return nil
        }
    }

    var asTimestamp: Timestamp? {
        switch self {
        case .timestamp(let time): return time
        case .integer(let seconds):
            let (milliseconds, overflow) = seconds.multipliedReportingOverflow(by: 1000)
            return overflow ? nil : Timestamp(millisecondsSince1970: milliseconds)
        case .number(let seconds):
            return Int64(exactly: (seconds * 1000).rounded()).map {
                Timestamp(millisecondsSince1970: $0)
            }
        case .string(let text), .text(let text):
            if let time = Timestamp(iso8601: text) ?? Timestamp(httpDate: text) { return time }
            return Double(text).flatMap { WireValue.number($0).asTimestamp }
        default: return nil
        }
    }

    /// What kind of value this is, for a sentence.
    var kind: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .integer, .number: "a number"
        case .string, .text, .bytes: "a string"
        case .timestamp: "a timestamp"
        case .list: "a list"
        case .map: "an object"
        }
    }

    /// The value as plain text: for paths, queries, headers, forms and XML.
    public var plainText: String? {
        switch self {
        case .null, .list, .map: nil
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .number(let value): JSONWriter.text(of: value)
        case .string(let value), .text(let value): value
        case .bytes(let bytes): Data(bytes).base64EncodedString()
        case .timestamp(let time): time.wireText
        }
    }
}

extension Timestamp {
    /// ISO-8601 as AWS's XML has it: without milliseconds where there are none.
    var wireText: String {
        let text = iso8601
        return text.hasSuffix(".000Z") ? String(text.dropLast(5)) + "Z" : text
    }
}
