// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import SluiceWire

@Suite struct FormTests {
    @Test func `dotted names become a tree and lists keep their order by number`() throws {
        let form =
            "Action=GetMetricData&Q.member.2.Id=b&Q.member.10.Id=c&Q.member.1.Id=a"
            + "&Q.member.1.Stat.Name=x+y%2Bz&Names=&Plain=1&Odd"
        let expected: WireMap = [
            "Action": .text("GetMetricData"),
            "Q": .list([
                .map(["Id": .text("a"), "Stat": .map(["Name": .text("x y+z")])]),
                .map(["Id": .text("b")]), .map(["Id": .text("c")]),
            ]),
            "Names": .text(""), "Plain": .text("1"), "Odd": .text(""),
        ]
        #expect(try FormReader.read(Array(form.utf8)) == expected)
    }

    @Test func `maps stand as pairs, under either pair of names`() throws {
        let map: WireMap = [
            "Attributes": .map(["DisplayName": .text("a b")]),
            "MessageAttributes": .map(["n": .map(["DataType": .text("Number")])]),
        ]
        let form = FormWriter.write(map, action: "Op", version: "1")
        let text = String(decoding: form, as: UTF8.self)
        #expect(text.contains("&Attributes.entry.1.key=DisplayName&Attributes.entry.1.value=a%20b"))
        #expect(
            text.contains(
                "&MessageAttributes.entry.1.Name=n&MessageAttributes.entry.1.Value.DataType=Number"
            )
        )
        let read = try FormReader.read(form)
        #expect(read["Attributes"] == map["Attributes"])
        #expect(read["MessageAttributes"] == map["MessageAttributes"])
    }

    @Test func `bounds hold`() {
        let wide = String(repeating: "a=1&", count: Limits.formFieldsMax + 1)
        #expect(throws: FormatFault.self) { try FormReader.read(Array(wide.utf8)) }
        let deep = String(repeating: "a.", count: Limits.depthMax) + "a=1"
        #expect(throws: FormatFault.self) { try FormReader.read(Array(deep.utf8)) }
    }

    @Test func `an operation is written flat`() {
        let map: WireMap = [
            "Name": .string("a b&c=ü"),
            "List": .list([.map(["Id": .string("m1")]), .map(["Flag": .bool(false)])]),
            "None": .list([]),
        ]
        let form = String(
            decoding: FormWriter.write(map, action: "Op", version: "2010-08-01"),
            as: UTF8.self
        )
        #expect(
            form == "Action=Op&Version=2010-08-01&Name=a%20b%26c%3D%C3%BC&List.member.1.Id=m1"
                + "&List.member.2.Flag=false&None="
        )
    }

    @Test(arguments: [
        ("f%3Aprod", "f:prod"), ("%24LATEST", "$LATEST"), ("a%2", "a%2"), ("%zz%41", "%zzA"),
        ("%", "%"), ("a+b", "a+b"), ("%C3%BC%ff", "ü\u{fffd}"),
    ])
    func `percent-encoding is decoded`(text: String, decoded: String) {
        #expect(PercentCoding.decode(text) == decoded)
    }

    @Test func `percent-encoding keeps only what is unreserved`() {
        #expect(PercentCoding.encode("aZ9-._~ /:$ü*") == "aZ9-._~%20%2F%3A%24%C3%BC%2A")
        #expect(PercentCoding.encode("/a b", keeping: "/") == "/a%20b")
    }
}
