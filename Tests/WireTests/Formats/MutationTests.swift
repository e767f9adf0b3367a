// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceWire

/// Documents with a few bytes wrong: the readers may refuse them, but never trap.
@Suite struct MutationTests {
    private static let json =
        #"{"A":[1,-2.5e3,"\ud83d\ude00\n"],"B":{"C":null,"D":true},"E":"bG9n"}"#
    private static let xml =
        "<?xml version='1.0'?><R a=\"b\"><!-- c --><A><member>1</member></A><B>&lt;&#x41;</B>"
        + "<C/><![CDATA[x]]></R>"
    private static let form = "Action=A&Q.member.1.Id=a%20b&Q.member.2=+&Z=%C3%BC&&=.&Q.member.x=1"

    private static let cbor = CBORWriter.write(
        .map([
            "A": .list([.integer(-300), .number(2.5), .bool(true), .null]),
            "B": .timestamp(Timestamp(second: 9)), "C": .bytes([1, 2]), "D": .string("é"),
        ])
    )

    @Test(arguments: [Array(json.utf8), Array(xml.utf8), Array(form.utf8), cbor])
    func `no damage traps a reader`(bytes: [UInt8]) {
        let marks = Array("\"\\{}[]<>/!&;%=.,:0-e\u{0}\u{7f}".utf8)
        var random = SeededRandom(seed: 5)
        var understood = 0
        for _ in 0..<500 {
            var damaged = bytes
            for _ in 0...Int(random.next() % 3) {
                let place = Int(random.next() % UInt64(damaged.count))
                switch random.next() % 4 {
                case 0: damaged[place] = UInt8(truncatingIfNeeded: random.next())
                case 1: damaged[place] = marks[Int(random.next() % UInt64(marks.count))]
                case 2 where place > 0: damaged.removeSubrange(place...)
                default: damaged.insert(contentsOf: damaged[place...].prefix(9), at: place)
                }
            }
            understood += Self.readers(damaged)
        }
        #expect(understood > 0)
    }

    /// How many of the readers understood the bytes.
    private static func readers(_ bytes: [UInt8]) -> Int {
        var count = 0
        if let value = try? JSONReader.read(bytes) {
            count += 1
            #expect((try? JSONReader.read(JSONWriter.write(value))) == value)
        }
        if let value = try? CBORReader.read(bytes) {
            count += 1
            _ = CBORWriter.write(value)
        }
        if (try? XMLReader.read(bytes)) != nil { count += 1 }
        if (try? FormReader.read(bytes)) != nil { count += 1 }
        return count
    }
}
