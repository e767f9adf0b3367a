// SPDX-License-Identifier: Apache-2.0

/// Turns operations into requests and answers into outputs, and the other way round.
///
/// The client uses one half, the local engine the other; no I/O happens here.
///
/// ```swift
/// let request = try WireCodec.request(for: GetAlias(functionName: "orders", name: "live"))
/// let alias = try WireCodec.output(of: GetAlias.self, from: answer)
/// ```
public enum WireCodec {
    /// Writes any value of a service as a JSON document, with that service's names.
    public static func json(
        _ value: some Encodable,
        for service: AWSService
    ) throws(AWSFailure) -> [UInt8] {
        JSONWriter.write(try wireValue(of: value, for: service))
    }

    /// Writes a tree as a JSON text.
    public static func text(of value: WireValue) -> String {
        String(decoding: JSONWriter.write(value), as: UTF8.self)
    }

    /// Reads any value of a service from a JSON document.
    public static func value<Value: Decodable>(
        _ type: Value.Type,
        fromJSON bytes: [UInt8],
        for service: AWSService
    ) throws(AWSFailure) -> Value {
        let document: WireValue
        do {
            document = try JSONReader.read(bytes)
        } catch {
            throw AWSFailure(
                kind: .malformed,
                code: "SerializationException",
                message: "this is no JSON: \(error.sentence)"
            )
        }
        do {
            return try decode(type, from: document, for: service)
        } catch {
            throw AWSFailure(
                kind: .malformed,
                code: "SerializationException",
                message: DecodingSentence(error, style: service.nameStyle).text
            )
        }
    }

    /// The tree that a value becomes.
    static func wireValue(
        of value: some Encodable,
        for service: AWSService
    ) throws(AWSFailure) -> WireValue {
        do {
            let encoder = WireEncoder(style: service.nameStyle)
            return try encoder.value(of: value) ?? .map(WireMap())
        } catch {
            throw AWSFailure(
                kind: .notSent,
                code: "ParamValidation",
                message: "a value cannot be written: \(error)"
            )
        }
    }

    /// The members of an operation or an output.
    static func members(
        of value: some Encodable,
        for service: AWSService
    ) throws(AWSFailure) -> WireMap {
        guard case .map(let map) = try wireValue(of: value, for: service) else { return WireMap() }
        return map
    }

    static func decode<Value: Decodable>(
        _ type: Value.Type,
        from value: WireValue,
        for service: AWSService
    ) throws -> Value {
        try WireDecoder(value, at: .root, style: service.nameStyle)
            .decode(value, .root, type)
    }

    /// Reads a CBOR map; no bytes at all are an empty one.
    static func cborObject(_ body: [UInt8]) throws(FormatFault) -> WireMap {
        if body.isEmpty { return WireMap() }
        guard case .map(let map) = try CBORReader.read(body) else {
            throw FormatFault("expected a map", at: 0)
        }
        return map
    }

    /// Reads a JSON object; no bytes at all are an empty one.
    static func object(_ body: [UInt8]) throws(FormatFault) -> WireMap {
        if body.isEmpty { return WireMap() }
        switch try JSONReader.read(body) {
        case .map(let map): return map
        case .null: return WireMap()
        default: throw FormatFault("expected an object", at: 0)
        }
    }
}
