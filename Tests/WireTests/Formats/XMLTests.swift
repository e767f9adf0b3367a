// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceWire

@Suite struct XMLTests {
    private func read(_ text: String) throws -> WireValue {
        try XMLReader.read(Array(text.utf8)).value
    }

    @Test func `elements, lists and text are read`() throws {
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- a comment -->
            <R xmlns="http://x/" a='>'>
              <Name>a &lt;b&gt; &amp; &#x41;&#66; <![CDATA[<raw>]]></Name>
              <Empty/><AlsoEmpty></AlsoEmpty>
              <List><member>1</member><!-- x --><member><Id>m1</Id></member></List>
            </R>
            """
        let expected: WireMap = [
            "Name": .text("a <b> & AB <raw>"), "Empty": .text(""), "AlsoEmpty": .text(""),
            "List": .list([.text("1"), .map(["Id": .text("m1")])]),
        ]
        #expect(try read(text) == .map(expected))
    }

    @Test(arguments: [
        "", "<a>", "<a></b>", "<a>&unknown;</a>", "<a>&#xffffff;</a>", "<!DOCTYPE a><a/>",
        "<a/><b/>",
        "<a b=\"c></a>", "text", "<a><![CDATA[x</a>",
    ])
    func `what is no document is refused`(text: String) {
        #expect(throws: FormatFault.self) { try read(text) }
    }

    @Test func `maps are written as entries and read back`() throws {
        var text = ""
        let map: WireMap = ["Attributes": .map(["Owner": .string("1"), "Policy": .string("{}")])]
        XMLWriter.element("R", .map(map), into: &text)
        #expect(text.hasPrefix("<R><Attributes><entry><key>Owner</key><value>1</value></entry>"))
        let expected: WireMap = ["Attributes": .map(["Owner": .text("1"), "Policy": .text("{}")])]
        #expect(try read(text) == .map(expected))
    }

    @Test func `depth is bounded`() {
        let deep = String(repeating: "<a>", count: 5000)
        #expect(throws: FormatFault.self) { try read(deep) }
    }

    @Test func `what is written reads back`() throws {
        var text = ""
        let map: WireMap = [
            "Text": .string("<&>\"'\r\n\t ü\u{1}"), "Whole": .integer(-3), "Yes": .bool(true),
            "At": .timestamp(Timestamp(millisecondsSince1970: 1_700_000_000_000)),
            "List": .list([.string("a"), .string("b")]),
        ]
        XMLWriter.element("R", .map(map), attributes: " xmlns=\"u\"", into: &text)
        let expected: WireMap = [
            "Text": .text("<&>\"'\r\n\t ü"), "Whole": .text("-3"), "Yes": .text("true"),
            "At": .text("2023-11-14T22:13:20Z"), "List": .list([.text("a"), .text("b")]),
        ]
        #expect(try read(text) == .map(expected))
    }
}
