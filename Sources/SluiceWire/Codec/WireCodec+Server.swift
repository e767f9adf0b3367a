// SPDX-License-Identifier: Apache-2.0

/// The server's half: requests to operations, outputs to answers.
extension WireCodec {
    /// The name of the operation that a request of a one-address protocol asks for.
    public static func operationName(in request: WireRequest, by wire: WireProtocol) -> String? {
        switch wire {
        case .restJSON, .restXML: return nil
        case .awsJSON:
            guard let target = request.headers["X-Amz-Target"],
                let dot = target.lastIndex(of: ".")
            else { return nil }
            return String(target[target.index(after: dot)...])
        case .rpcCBOR: return request.path.split(separator: "/").last.map(String.init)
        case .query:
            let fields =
                FormReader.fields(String(decoding: request.body, as: UTF8.self))
                + request.queryFields
            return fields.first { $0.name == "Action" }?.value
        }
    }

    /// The operation that a request asks for; `pathMembers` is what `RouteTable` found.
    ///
    /// - Throws: The failure that the service itself would answer.
    public static func operation<Operation: AWSOperation>(
        _ type: Operation.Type,
        from request: WireRequest,
        by wire: WireProtocol,
        pathMembers: [String: String] = [:]
    ) throws(AWSFailure) -> Operation {
        let members: WireMap
        do {
            members = try self.members(of: type, in: request, by: wire, pathMembers)
        } catch {
            throw unreadable(error, Operation.service, wire)
        }
        do {
            return try decode(type, from: .map(members), for: Operation.service)
        } catch {
            let style = Operation.service.nameStyle
            let sentence = DecodingSentence(error, style: style)
            let others = Absences.after(error, in: .map(members), style: style) { members in
                _ = try decode(type, from: members, for: Operation.service)
            }
            throw refused(sentence, and: others, Operation.service, wire)
        }
    }

    private static func members<Operation: AWSOperation>(
        of type: Operation.Type,
        in request: WireRequest,
        by wire: WireProtocol,
        _ pathMembers: [String: String]
    ) throws(FormatFault) -> WireMap {
        switch wire {
        case .awsJSON: return try object(request.body)
        case .rpcCBOR: return try cborObject(request.body)
        case .query:
            var members = try FormReader.read(request.body)
            for entry in try FormReader.read(Array(request.query.utf8)).entries {
                members[entry.key] = entry.value
            }
            return Operation.service == .sqs
                ? QueueForm.members(of: members, path: request.path) : members
        case .restJSON: return try restMembers(request, Operation.route, pathMembers)
        case .restXML: return try xmlMembers(request, Operation.route, pathMembers)
        }
    }

    private static func restMembers(
        _ request: WireRequest,
        _ route: Route,
        _ pathMembers: [String: String]
    ) throws(FormatFault) -> WireMap {
        var members = WireMap()
        for (name, text) in pathMembers.sorted(by: { $0.key < $1.key }) {
            members.append(name, .text(text))
        }
        var located = Set(pathMembers.keys)
        located.formUnion(route.query.values)
        located.formUnion(route.headers.values)
        if !route.query.isEmpty, !request.query.isEmpty {
            let fields = request.queryFields
            for (field, name) in route.query.sorted(by: { $0.key < $1.key }) {
                let texts = fields.filter { $0.name == field }.map { WireValue.text($0.value) }
                if let first = texts.first {
                    members.append(name, texts.count == 1 ? first : .list(texts))
                }
            }
        }
        for (header, name) in route.headers.sorted(by: { $0.key < $1.key }) {
            if let text = request.headers[header] { members.append(name, .text(text)) }
        }
        if let payload = route.payload {
            if !request.body.isEmpty { members.append(payload, .bytes(request.body)) }
            return members
        }
        // What stands in the address counts; the body cannot say otherwise.
        members.entries += try object(request.body).entries.filter { !located.contains($0.key) }
        return members
    }

    /// The answer to an operation that went well.
    ///
    /// - Throws: A failure only when the output holds what cannot be written, which is a defect.
    public static func answer<Operation: AWSOperation>(
        _ output: Operation.Output,
        to operation: Operation.Type,
        by wire: WireProtocol,
        requestID: String
    ) throws(AWSFailure) -> WireAnswer {
        var members = try members(of: output, for: Operation.service)
        var answer = WireAnswer(status: 200, headers: ["x-amzn-RequestId": requestID])
        switch wire {
        case .awsJSON(_, let version):
            answer.headers["Content-Type"] = "application/x-amz-json-\(version)"
            answer.body = JSONWriter.write(.map(members))
        case .rpcCBOR:
            answer.headers["Content-Type"] = "application/cbor"
            answer.headers["smithy-protocol"] = "rpc-v2-cbor"
            answer.body = CBORWriter.write(.map(members))
        case .query:
            answer.headers["Content-Type"] = "text/xml"
            if Operation.service == .sqs {
                members = QueueForm.answer(members, to: Operation.name)
            }
            answer.body = xml(members, Operation.name, Operation.service, requestID)
        case .restJSON: fill(&answer, with: &members, Operation.route)
        case .restXML: fillXML(&answer, with: members, Operation.self)
        }
        return answer
    }

    private static func fill(
        _ answer: inout WireAnswer,
        with members: inout WireMap,
        _ route: Route
    ) {
        answer.status = route.status
        if let name = route.answerStatus {
            answer.status = members[name]?.asInteger(Int.self) ?? route.status
            members[name] = nil
        }
        for (header, name) in route.answerHeaders.sorted(by: { $0.key < $1.key }) {
            if let text = members[name]?.plainText { answer.headers[header] = text }
            members[name] = nil
        }
        // A body would break the framing of an answer that by definition has none.
        if answer.status == 204 { return }
        if answer.headers["Content-Type"] == nil {
            answer.headers["Content-Type"] = "application/json"
        }
        if let name = route.answerPayload {
            answer.body = rawBytes(members[name])
        } else {
            answer.body = JSONWriter.write(.map(members))
        }
    }

    private static func xml(
        _ members: WireMap,
        _ name: String,
        _ service: AWSService,
        _ requestID: String
    ) -> [UInt8] {
        var text = ""
        let content: WireMap = [
            "\(name)Result": .map(members),
            "ResponseMetadata": .map(["RequestId": .string(requestID)]),
        ]
        XMLWriter.element(
            "\(name)Response",
            .map(content),
            attributes: " xmlns=\"\(service.xmlNamespace)\"",
            into: &text
        )
        return Array(text.utf8)
    }
}
