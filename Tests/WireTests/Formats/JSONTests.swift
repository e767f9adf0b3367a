// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceWire

@Suite struct JSONTests {
    private func read(_ text: String) throws -> WireValue { try JSONReader.read(Array(text.utf8)) }

    private func write(_ value: WireValue) -> String {
        String(decoding: JSONWriter.write(value), as: UTF8.self)
    }

    @Test(arguments: [
        ("null", WireValue.null), (" true ", .bool(true)), ("false", .bool(false)),
        ("0", .integer(0)), ("-0", .integer(0)), ("-17", .integer(-17)),
        ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
        ("9223372036854775808", .number(9_223_372_036_854_775_808)),
        ("123456789012345678", .integer(123_456_789_012_345_678)),
        ("0.1", .number(0.1)), ("1e3", .number(1000)), ("-2.5E-2", .number(-0.025)),
        (#""""#, .string("")), (#""a\"\\\/\b\f\n\r\tz""#, .string("a\"\\/\u{8}\u{c}\n\r\tz")),
        (#""\u00fc\u20ac""#, .string("ü€")), (#""\ud83d\ude00!""#, .string("😀!")),
        (#""\ud83dx""#, .string("\u{fffd}x")), (#""\ude00""#, .string("\u{fffd}")),
        (#""\ud83d\u0041""#, .string("\u{fffd}A")), ("\"żółw 🐢\"", .string("żółw 🐢")),
        ("[]", .list([])), ("[1, [2],{}]", .list([.integer(1), .list([.integer(2)]), .map([:])])),
        (#"{"b":1,"a":{"c":null}}"#, .map(["b": .integer(1), "a": .map(["c": .null])])),
    ])
    func `a document is read`(text: String, value: WireValue) throws {
        #expect(try read(text) == value)
    }

    @Test(arguments: [
        ("", "the document ends early at byte 0"), ("{", "expected a name in quotes at byte 1"),
        ("[1 2]", "expected ',' or ']' at byte 3"), ("[1,]", "expected a value at byte 3"),
        (#"{"a" 1}"#, "expected ':' at byte 5"),
        (#"{"a":1,}"#, "expected a name in quotes at byte 7"),
        ("01", "expected a number at byte 2"), ("-", "expected a number at byte 1"),
        ("1.", "expected a digit at byte 2"), ("1e", "expected a digit at byte 2"),
        ("1e999", "the number is too large at byte 5"), ("tru", "expected a value at byte 0"),
        (#""abc"#, "the string does not end at byte 4"),
        ("\"a\nb\"", "a control character in a string at byte 2"),
        (#""\x""#, "an unknown escape at byte 2"),
        (#""\u12""#, "expected four hexadecimal digits at byte 5"),
        ("1 2", "text after the document at byte 2"), ("nul", "expected a value at byte 0"),
    ])
    func `a fault is named with its place`(text: String, sentence: String) {
        let fault = #expect(throws: FormatFault.self) { try read(text) }
        #expect(fault?.sentence == sentence)
    }

    @Test func `bytes that are no UTF-8 are refused`() {
        let fault = #expect(throws: FormatFault.self) {
            try JSONReader.read([0x22, 0x61, 0xff, 0x22])
        }
        #expect(fault?.sentence == "the string is no UTF-8 at byte 3")
    }

    @Test func `depth is bounded`() throws {
        let most = Limits.depthMax - 1
        let deep = String(repeating: "[", count: most) + String(repeating: "]", count: most)
        #expect(throws: Never.self) { try read(deep) }
        #expect(throws: FormatFault.self) { try read("[[" + deep + "]]") }
    }

    @Test(arguments: [
        (WireValue.null, "null"), (.integer(.min), "-9223372036854775808"), (.number(0.1), "0.1"),
        (.number(2), "2.0"), (.number(1e-7), "1e-07"), (.number(.nan), "\"NaN\""),
        (.number(-.infinity), "\"-Infinity\""), (.string("a\"\\\u{1}\n/ü"), #""a\"\\\u0001\n/ü""#),
        (.bytes([0, 255, 16]), "\"AP8Q\""),
        (.timestamp(Timestamp(second: 1_700_000_000)), "1700000000"),
        (.timestamp(Timestamp(millisecondsSince1970: 1_700_000_000_007)), "1700000000.007"),
        (.timestamp(Timestamp(millisecondsSince1970: -1500)), "-1.500"),
        (.list([.integer(1), .bool(true)]), "[1,true]"),
        (.map(["z": .string("1"), "a": .list([])]), #"{"z":"1","a":[]}"#),
    ])
    func `a value is written`(value: WireValue, text: String) {
        #expect(write(value) == text)
    }

    @Test func `any number reads back as itself`() throws {
        var random = SeededRandom(seed: 11)
        for _ in 0..<2000 {
            let value = Double(bitPattern: random.next())
            guard value.isFinite else { continue }
            #expect(try read(write(.number(value))).asDouble == value)
            let whole = Int64(bitPattern: random.next())
            #expect(try read(write(.integer(whole))) == .integer(whole))
        }
    }
}
