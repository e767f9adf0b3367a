// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Testing

@testable import SluiceWire

@Suite struct CBORTests {
    private static let samples: [(String, WireValue)] = [
        ("00", .integer(0)), ("17", .integer(23)), ("1818", .integer(24)),
        ("1903e8", .integer(1000)), ("1a000f4240", .integer(1_000_000)), ("20", .integer(-1)),
        ("3903e7", .integer(-1000)), ("1bffffffffffffffff", .number(18_446_744_073_709_551_616)),
        ("f93c00", .number(1)), ("f9c400", .number(-4)),
        ("f90001", .number(5.960_464_477_539_063e-8)),
        ("f97c00", .number(.infinity)), ("fa47c35000", .number(100_000)),
        ("fb3ff199999999999a", .number(1.1)), ("f4", .bool(false)), ("f5", .bool(true)),
        ("f6", .null), ("f7", .null), ("4401020304", .bytes([1, 2, 3, 4])),
        ("5f42010243030405ff", .bytes([1, 2, 3, 4, 5])), ("60", .string("")),
        ("6449455446", .string("IETF")), ("7f657374726561646d696e67ff", .string("streaming")),
        ("80", .list([])), ("83010203", .list([.integer(1), .integer(2), .integer(3)])),
        ("9f01820203ff", .list([.integer(1), .list([.integer(2), .integer(3)])])),
        ("a0", .map([:])), ("bf6161019f0203ffff", .null),
        (
            "bf61610161629f0203ffff",
            .map(["a": .integer(1), "b": .list([.integer(2), .integer(3)])])
        ),
        ("c11a514b67b0", .timestamp(Timestamp(second: 1_363_896_240))),
        ("c1fb41d452d9ec200000", .timestamp(Timestamp(millisecondsSince1970: 1_363_896_240_500))),
        ("c074323031332d30332d32315432303a30343a30305a", .string("2013-03-21T20:04:00Z")),
    ]

    private static func bytes(_ hex: String) -> [UInt8] {
        let digits = hex.utf8.compactMap { Hex.value($0) }
        return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    @Test(arguments: samples.filter { $0.0 != "bf6161019f0203ffff" })
    func `the samples of the standard are read`(hex: String, value: WireValue) throws {
        #expect(try CBORReader.read(Self.bytes(hex)) == value)
    }

    @Test(arguments: samples.map(\.1))
    func `what is written reads back`(value: WireValue) throws {
        #expect(try CBORReader.read(CBORWriter.write(value)) == value)
    }

    @Test(arguments: [
        "", "18", "ff", "9f01", "5f6161ff", "a101", "a10102", "7f", "61ff", "1c", "f8ff", "0000",
        "bf6161019f0203ffff", "9bffffffffffffffff", "5bffffffffffffffff", "c1f5",
        String(repeating: "81", count: 100),
    ])
    func `what is no item is refused`(hex: String) {
        #expect(throws: FormatFault.self) { try CBORReader.read(Self.bytes(hex)) }
    }

    @Test func `an operation goes out and an answer comes back by RPC v2`() throws {
        let wire = WireProtocol.rpcCBOR(service: "GraniteServiceVersion20100801")
        let list = ListMetrics(namespace: "Shop")
        let request = WireRequest(
            method: "POST",
            path: "/service/GraniteServiceVersion20100801/operation/ListMetrics",
            body: CBORWriter.write(.map(["Namespace": .string("Shop")]))
        )
        #expect(WireCodec.operationName(in: request, by: wire) == "ListMetrics")
        #expect(try WireCodec.operation(ListMetrics.self, from: request, by: wire) == list)
        let answer = try WireCodec.answer(
            ListMetrics.Output(metrics: []),
            to: ListMetrics.self,
            by: wire,
            requestID: "r"
        )
        #expect(answer.headers["smithy-protocol"] == "rpc-v2-cbor")
        #expect(answer.headers["Content-Type"] == "application/cbor")
        #expect(try CBORReader.read(answer.body) == .map(["Metrics": .list([])]))
    }

    @Test(arguments: [(true, 404), (false, 400)])
    func `a failure's type stands in the map, its code in a header that was asked for`(
        asks: Bool,
        status: Int
    ) throws {
        let answer = WireCodec.answer(
            AWSFailure(code: "ResourceNotFound", message: "", status: 404),
            service: .cloudWatch,
            by: .rpcCBOR(service: "GraniteServiceVersion20100801"),
            asksForQueryErrors: asks,
            requestID: "r"
        )
        #expect(answer.status == status)
        let query = answer.headers["x-amzn-query-error"]
        #expect(query == (asks ? "ResourceNotFound;Sender" : nil))
        let type = "com.amazonaws.cloudwatch.v2010_08_01#ResourceNotFound"
        #expect(try CBORReader.read(answer.body) == .map(["__type": .string(type)]))
    }
}
