// SPDX-License-Identifier: Apache-2.0

/// The client's half: operations to requests, answers to outputs.
extension WireCodec {
    /// The request that asks for an operation, without an address and without a signature.
    ///
    /// - Throws: A failure of kind `notSent` when a member that stands in the path is empty.
    public static func request<Operation: AWSOperation>(
        for operation: Operation
    ) throws(AWSFailure) -> WireRequest {
        let members = try members(of: operation, for: Operation.service)
        switch Operation.service.wireProtocol {
        case .restJSON: return try restRequest(members, Operation.route)
        case .awsJSON(let target, let version):
            var request = WireRequest(method: "POST", path: "/")
            request.headers["Content-Type"] = "application/x-amz-json-\(version)"
            request.headers["X-Amz-Target"] = "\(target).\(Operation.name)"
            if [.cloudWatch, .sqs].contains(Operation.service) {
                request.headers["X-Amzn-Query-Mode"] = "true"
            }
            request.body = JSONWriter.write(.map(members))
            return request
        case .rpcCBOR(let name):
            var request = WireRequest(
                method: "POST",
                path: "/service/\(name)/operation/\(Operation.name)"
            )
            request.headers["Content-Type"] = "application/cbor"
            request.headers["Accept"] = "application/cbor"
            request.headers["smithy-protocol"] = "rpc-v2-cbor"
            request.body = CBORWriter.write(.map(members))
            return request
        case .query(let version):
            var request = WireRequest(method: "POST", path: "/")
            request.headers["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8"
            request.body = FormWriter.write(members, action: Operation.name, version: version)
            return request
        case .restXML: return try xmlRequest(members, Operation.route)
        }
    }

    private static func restRequest(
        _ members: WireMap,
        _ route: Route
    ) throws(AWSFailure) -> WireRequest {
        var members = members
        let template = RouteTemplate(route.path)
        var request = WireRequest(method: route.method.rawValue, path: "")
        for segment in template.segments {
            switch segment {
            case .literal(let text): request.path += "/\(text)"
            case .member(let name):
                let text = members[name]?.plainText ?? ""
                if text.isEmpty { throw emptyMember(name) }
                request.path += "/\(PercentCoding.encode(text))"
                members[name] = nil
            }
        }
        if request.path.isEmpty { request.path = "/" }
        request.query = query(of: &members, route, template)
        for (header, name) in route.headers.sorted(by: { $0.key < $1.key }) {
            if let text = members[name]?.plainText { request.headers[header] = text }
            members[name] = nil
        }
        if let name = route.payload {
            request.body = rawBytes(members[name])
            if !request.body.isEmpty {
                request.headers["Content-Type"] = "application/octet-stream"
            }
        } else if route.method == .post || route.method == .put || !members.entries.isEmpty {
            request.body = JSONWriter.write(.map(members))
            request.headers["Content-Type"] = "application/json"
        }
        return request
    }

    static func query(
        of members: inout WireMap,
        _ route: Route,
        _ template: RouteTemplate
    ) -> String {
        var fields = template.fields
        for (field, name) in route.query.sorted(by: { $0.key < $1.key }) {
            if case .list(let list)? = members[name] {
                fields += list.compactMap(\.plainText).map { (field, $0) }
            } else if let text = members[name]?.plainText {
                fields.append((field, text))
            }
            members[name] = nil
        }
        return fields.map { "\(PercentCoding.encode($0.name))=\(PercentCoding.encode($0.value))" }
            .joined(separator: "&")
    }

    static func rawBytes(_ value: WireValue?) -> [UInt8] {
        switch value {
        case .bytes(let bytes): bytes
        case .string(let text), .text(let text): Array(text.utf8)
        case .none, .null: []
        case .some(let value): JSONWriter.write(value)
        }
    }

    static func emptyMember(_ name: String) -> AWSFailure {
        AWSFailure(kind: .notSent, code: "ParamValidation", message: "\(name) is empty")
    }

    /// What an answer says: the output, or the failure that it is.
    ///
    /// - Throws: A failure of kind `answered` for an error's answer, of kind `malformed` when a good
    ///   answer cannot be understood.
    public static func output<Operation: AWSOperation>(
        of operation: Operation.Type,
        from answer: WireAnswer
    ) throws(AWSFailure) -> Operation.Output {
        let service = Operation.service
        guard (200..<300).contains(answer.status) else {
            throw failure(from: answer, of: service)
        }
        let members: WireMap
        do {
            members = try outputMembers(of: operation, from: answer)
        } catch {
            throw malformed(answer, error.sentence)
        }
        do {
            return try decode(Operation.Output.self, from: .map(members), for: service)
        } catch {
            throw malformed(answer, DecodingSentence(error, style: service.nameStyle).text)
        }
    }

    private static func outputMembers<Operation: AWSOperation>(
        of operation: Operation.Type,
        from answer: WireAnswer
    ) throws(FormatFault) -> WireMap {
        switch Operation.service.wireProtocol {
        case .awsJSON: return try object(answer.body)
        case .rpcCBOR: return try cborObject(answer.body)
        case .query:
            let root = try XMLReader.read(answer.body).value
            guard case .map(let map) = root, case .map(let result)? = map["\(Operation.name)Result"]
            else { return WireMap() }
            return result
        case .restXML: return try xmlOutput(answer, Operation.route)
        case .restJSON:
            let route = Operation.route
            var members = route.answerPayload == nil ? try object(answer.body) : WireMap()
            if let name = route.answerPayload { members[name] = .bytes(answer.body) }
            if let name = route.answerStatus { members[name] = .integer(Int64(answer.status)) }
            for (header, name) in route.answerHeaders.sorted(by: { $0.key < $1.key }) {
                if let text = answer.headers[header] { members[name] = .text(text) }
            }
            return members
        }
    }

    private static func malformed(_ answer: WireAnswer, _ text: String) -> AWSFailure {
        AWSFailure(
            kind: .malformed,
            code: "MalformedAnswer",
            message: "the answer cannot be understood: \(text)",
            status: answer.status,
            requestID: requestID(of: answer)
        )
    }
}
