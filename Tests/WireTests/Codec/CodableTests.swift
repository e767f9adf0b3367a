// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceWire

@Suite struct CodableTests {
    struct Inner: Codable, Hashable {
        var id: String
        var weights: [String: Double]
    }

    struct Sample: Codable, Hashable {
        enum CodingKeys: String, CodingKey {
            case functionName, memorySize, kmsKeyArn = "KMSKeyArn", code, at, inner, items, since
            case isOn, small
        }

        var functionName: String
        var memorySize: Int?
        var kmsKeyArn: String?
        var code: Blob?
        var at: WireTimestamp?
        var inner: Inner?
        var items: [Inner] = []
        var since: Timestamp?
        var isOn: Bool?
        var small: UInt8?
    }

    private let full = Sample(
        functionName: "orders",
        memorySize: 512,
        kmsKeyArn: "arn",
        code: Blob(utf8: "zip"),
        at: WireTimestamp(Timestamp(millisecondsSince1970: 1500)),
        inner: Inner(id: "a", weights: ["verbatimKey": 0.1]),
        items: [Inner(id: "b", weights: [:])],
        since: Timestamp(millisecondsSince1970: 7),
        isOn: false,
        small: 255
    )

    @Test func `names get a capital and dictionaries keep their keys`() throws {
        let json = String(decoding: try WireCodec.json(full, for: .lambda), as: UTF8.self)
        #expect(
            json == #"{"FunctionName":"orders","MemorySize":512,"KMSKeyArn":"arn","Code":"emlw","#
                + #""At":1.500,"Inner":{"Id":"a","Weights":{"verbatimKey":0.1}},"#
                + #""Items":[{"Id":"b","Weights":{}}],"Since":7,"IsOn":false,"Small":255}"#
        )
    }

    @Test func `logs keep their names`() throws {
        let inner = Inner(id: "a", weights: ["X": 1])
        let json = String(decoding: try WireCodec.json(inner, for: .logs), as: UTF8.self)
        #expect(json == #"{"id":"a","weights":{"X":1.0}}"#)
    }

    @Test(arguments: [AWSService.lambda, .logs])
    func `what is written reads back`(service: AWSService) throws {
        let json = try WireCodec.json(full, for: service)
        #expect(try WireCodec.value(Sample.self, fromJSON: json, for: service) == full)
        let least = Sample(functionName: "")
        let short = try WireCodec.json(least, for: service)
        #expect(try WireCodec.value(Sample.self, fromJSON: short, for: service) == least)
    }

    @Test func `absent and null are nil, an absent list is empty, unknown names are ignored`()
        throws
    {
        let json = #"{"New":{"x":[1]},"Inner":null,"MemorySize":null,"FunctionName":"f"}"#
        let sample = try WireCodec.value(Sample.self, fromJSON: Array(json.utf8), for: .lambda)
        #expect(sample == Sample(functionName: "f"))
    }

    @Test(arguments: [
        (#"{"FunctionName":5}"#, "functionName: a number cannot be converted to a string"),
        (
            #"{"FunctionName":"f","MemorySize":"128"}"#,
            "memorySize: a string cannot be converted to an integer of 64 bits"
        ),
        (
            #"{"FunctionName":"f","MemorySize":9223372036854775808}"#,
            "memorySize: a number cannot be converted to an integer of 64 bits"
        ),
        (
            #"{"FunctionName":"f","Small":256}"#,
            "small: a number cannot be converted to an integer of 8 bits"
        ),
        (
            #"{"FunctionName":"f","Code":"not base64!"}"#,
            "code: a string cannot be converted to bytes: it is no base64"
        ),
        (
            #"{"FunctionName":"f","Items":[{"Id":"a","Weights":{}},{"Id":true}]}"#,
            "items.2.member.id: a boolean cannot be converted to a string"
        ),
        (
            #"{"FunctionName":"f","Inner":{"Id":"a","Weights":[]}}"#,
            "inner.weights: a list cannot be converted to an object"
        ),
        (
            #"{"FunctionName":"f","Inner":{}}"#,
            "1 validation error detected: Value null at 'inner.id' failed to satisfy constraint: "
                + "Member must not be null"
        ),
        ("[]", "a list cannot be converted to an object"),
        ("{", "this is no JSON: expected a name in quotes at byte 1"),
    ])
    func `what does not fit is named`(json: String, message: String) {
        let failure = #expect(throws: AWSFailure.self) {
            try WireCodec.value(Sample.self, fromJSON: Array(json.utf8), for: .lambda)
        }
        #expect(failure?.message == message)
    }

    @Test func `texts without types become what is asked for`() throws {
        let map: WireMap = [
            "FunctionName": .text("12"), "MemorySize": .text("12"), "Code": .text("emlw"),
            "At": .text("1970-01-01T00:00:01.5Z"), "Items": .text(""), "IsOn": .text("true"),
        ]
        let sample = try WireCodec.decode(Sample.self, from: .map(map), for: .lambda)
        #expect(
            sample
                == Sample(
                    functionName: "12",
                    memorySize: 12,
                    code: Blob(utf8: "zip"),
                    at: WireTimestamp(Timestamp(millisecondsSince1970: 1500)),
                    isOn: true
                )
        )
    }

    @Test func `a whole number written with a fraction is a whole number`() throws {
        let json = #"{"FunctionName":"f","MemorySize":128.0,"At":1.5}"#
        let sample = try WireCodec.value(Sample.self, fromJSON: Array(json.utf8), for: .lambda)
        #expect(sample.memorySize == 128)
        #expect(sample.at?.time.millisecondsSince1970 == 1500)
    }

    @Test func `hand-written containers work`() throws {
        struct Pair: Codable, Hashable {
            enum Keys: String, CodingKey { case pair, list }
            var left: Int
            var right: Int

            init(left: Int, right: Int) { (self.left, self.right) = (left, right) }

            init(from decoder: any Decoder) throws {
                let outer = try decoder.container(keyedBy: Keys.self)
                let inner = try outer.nestedContainer(keyedBy: WireKey.self, forKey: .pair)
                left = try inner.decode(Int.self, forKey: WireKey(stringValue: "left"))
                var list = try outer.nestedUnkeyedContainer(forKey: .list)
                right = try list.decode(Int.self)
            }

            func encode(to encoder: any Encoder) throws {
                var outer = encoder.container(keyedBy: Keys.self)
                var inner = outer.nestedContainer(keyedBy: WireKey.self, forKey: .pair)
                var list = outer.nestedUnkeyedContainer(forKey: .list)
                try list.encode(right)
                try inner.encode(left, forKey: WireKey(stringValue: "left"))
            }
        }
        let json = try WireCodec.json(Pair(left: 1, right: 2), for: .lambda)
        #expect(String(decoding: json, as: UTF8.self) == #"{"Pair":{"Left":1},"List":[2]}"#)
        #expect(
            try WireCodec.value(Pair.self, fromJSON: json, for: .lambda) == Pair(left: 1, right: 2)
        )
    }
}
