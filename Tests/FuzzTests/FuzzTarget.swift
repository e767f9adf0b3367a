// SPDX-License-Identifier: Apache-2.0
import NIOCore
import NIOEmbedded
import SluiceHTTP
import SluiceZip

@testable import SluiceModel
@testable import SluiceWire

/// What reads bytes of strangers.
///
/// Each may refuse them; none may trap, hang or contradict itself.
/// `make fuzz` feeds them by libFuzzer, and the tests with what it has found.
enum FuzzTarget: String, CaseIterable, Sendable {
    case cbor, filter, form, http, json, math, operations, xml, zip

    /// Reads bytes; traps where the reader contradicts itself.
    func read(_ bytes: [UInt8]) {
        switch self {
        case .cbor: Self.cbor(bytes)
        case .filter: Self.filter(bytes)
        case .form: _ = try? FormReader.read(bytes)
        case .http: FuzzedPort.read(bytes)
        case .json: Self.json(bytes)
        case .math: Self.math(bytes)
        case .operations: Self.operations(bytes)
        case .xml: _ = try? XMLReader.read(bytes)
        case .zip: Self.zip(bytes)
        }
    }

    /// What is understood is written so that it is understood again.
    private static func json(_ bytes: [UInt8]) {
        guard let value = try? JSONReader.read(bytes) else { return }
        let again = try? JSONReader.read(JSONWriter.write(value))
        precondition(again == value, "what was written is not what was read")
    }

    private static func cbor(_ bytes: [UInt8]) {
        guard let value = try? CBORReader.read(bytes) else { return }
        let written = CBORWriter.write(value)
        guard let again = try? CBORReader.read(written) else {
            preconditionFailure("what was written is not understood")
        }
        // Not the values: a number that is no number equals nothing.
        precondition(CBORWriter.write(again) == written, "what was written changed")
    }

    /// The first line is a pattern, what follows is a message; both are held against each other.
    private static func filter(_ bytes: [UInt8]) {
        let text = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        let rest = bytes.drop { $0 != UInt8(ascii: "\n") }.dropFirst()
        guard let pattern = try? FilterPattern(text) else { return }
        let message = String(decoding: rest, as: UTF8.self)
        let isMatch = pattern.matches(message)
        precondition(pattern.matches(message) == isMatch, "a pattern is of two minds")
        _ = pattern.matches(text)
    }

    private static func math(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let expression = try? MathReader.read(text) else { return }
        let evaluator = MathEvaluator(
            known: ["m1": .number(2), "m2": .number(0)],
            metrics: ["m1", "m2"],
            span: 0..<600,
            period: 60
        )
        _ = try? evaluator.series(of: expression)
    }

    /// The first byte says which operation, the second in which protocol it came.
    private static func operations(_ bytes: [UInt8]) {
        guard bytes.count >= 2 else { return }
        let all = AllOperations.all
        let operation = all[Int(bytes[0]) % all.count]
        let service = operation.service
        let wire: WireProtocol =
            switch bytes[1] % 4 {
            case 0: .query(version: "2010-08-01")
            case 1: .rpcCBOR(service: "GraniteServiceVersion20100801")
            default: service.wireProtocol
            }
        let body = Array(bytes.dropFirst(2))
        let line = String(decoding: body.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        let request = WireRequest(
            method: operation.route.method.rawValue,
            path: "/",
            query: line,
            headers: ["X-Amz-Log-Type": line],
            body: body
        )
        decode(operation, request, wire)
    }

    private static func decode<Operation: AWSOperation>(
        _ type: Operation.Type,
        _ request: WireRequest,
        _ wire: WireProtocol
    ) {
        let members = ["FunctionName": "f", "Name": "n", "Bucket": "b", "Key": "k"]
        _ = try? WireCodec.operation(type, from: request, by: wire, pathMembers: members)
        let answer = WireAnswer(status: 200, headers: [:], body: request.body)
        _ = try? WireCodec.output(of: type, from: answer)
    }

    private static func zip(_ bytes: [UInt8]) {
        let bounds = Zip.Bounds(zippedBytesMax: 1 << 20, unzippedBytesMax: 1 << 20)
        _ = Gzip.unpack(bytes, max: 1 << 20)
        guard let entries = try? Zip.verify(bytes, bounds: bounds) else { return }
        for entry in entries {
            let isInside =
                !entry.path.hasPrefix("/") && !entry.path.split(separator: "/").contains("..")
            precondition(isInside, "an entry leads out of the package")
            guard entry.kind == .file, let contents = try? Zip.contents(of: entry, in: bytes) else {
                continue
            }
            precondition(contents.count == entry.size, "an entry is not as large as it says")
        }
    }
}
