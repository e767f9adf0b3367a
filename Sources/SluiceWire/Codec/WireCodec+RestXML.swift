// SPDX-License-Identifier: Apache-2.0
import SluiceBase

/// Paths, queries and headers with a body of XML or of raw bytes: the protocol of S3.
extension WireCodec {
    // MARK: client

    static func xmlRequest(_ members: WireMap, _ route: Route) throws(AWSFailure) -> WireRequest {
        var members = members
        let template = RouteTemplate(route.path)
        var request = WireRequest(method: route.method.rawValue, path: "")
        for segment in template.segments {
            switch segment {
            case .literal(let text): request.path += "/\(text)"
            case .member(let name):
                // A key is a path of its own: `{Key+}`.
                let isPath = name.hasSuffix("+")
                let member = isPath ? String(name.dropLast()) : name
                let text = members[member]?.plainText ?? ""
                if text.isEmpty { throw emptyMember(member) }
                request.path += "/\(PercentCoding.encode(text, keeping: isPath ? "/" : ""))"
                members[member] = nil
            }
        }
        request.query = query(of: &members, route, template)
        for (header, name) in route.headers.sorted(by: { $0.key < $1.key }) {
            if let text = members[name]?.headerText { request.headers[header] = text }
            members[name] = nil
        }
        for (prefix, name) in route.headerPrefixes {
            if case .map(let map)? = members[name] {
                for entry in map.entries {
                    request.headers[prefix + entry.key] = entry.value.plainText
                }
            }
            members[name] = nil
        }
        guard let payload = route.payload, let value = members[payload] else { return request }
        if let element = route.payloadElement {
            request.body = XMLTree.write(element, value, namespace: AWSService.s3.xmlNamespace)
            request.headers["Content-Type"] = "application/xml"
        } else {
            request.body = rawBytes(value)
            if request.headers["Content-Type"] == nil {
                request.headers["Content-Type"] = "application/octet-stream"
            }
        }
        return request
    }

    static func xmlOutput(_ answer: WireAnswer, _ route: Route) throws(FormatFault) -> WireMap {
        var members = WireMap()
        if let element = route.answerElement {
            let map = answer.body.isEmpty ? WireMap() : try XMLTree.read(answer.body, as: element)
            if let name = route.answerPayload { members[name] = .map(map) } else { members = map }
        } else if let name = route.answerPayload {
            members[name] = .bytes(answer.body)
        }
        read(answer.headers, route.answerHeaders, route.answerHeaderPrefixes, into: &members)
        return members
    }

    private static func read(
        _ headers: WireHeaders,
        _ names: [String: String],
        _ prefixes: [String: String],
        into members: inout WireMap
    ) {
        for (header, name) in names.sorted(by: { $0.key < $1.key }) {
            if let text = headers[header] { members[name] = .text(text) }
        }
        for (prefix, name) in prefixes {
            var map = WireMap()
            for header in headers.entries where header.name.lowercased().hasPrefix(prefix) {
                map[String(header.name.lowercased().dropFirst(prefix.count))] = .text(header.value)
            }
            if !map.entries.isEmpty { members[name] = .map(map) }
        }
    }

    // MARK: server

    static func xmlMembers(
        _ request: WireRequest,
        _ route: Route,
        _ pathMembers: [String: String]
    ) throws(FormatFault) -> WireMap {
        var members = WireMap()
        for (name, text) in pathMembers.sorted(by: { $0.key < $1.key }) {
            members.append(name, .text(text))
        }
        if !route.query.isEmpty, !request.query.isEmpty {
            let fields = request.queryFields
            for (field, name) in route.query.sorted(by: { $0.key < $1.key }) {
                if let text = fields.first(where: { $0.name == field })?.value {
                    members.append(name, .text(text))
                }
            }
        }
        read(request.headers, route.headers, route.headerPrefixes, into: &members)
        for header in route.headerLists {
            guard let name = route.headers[header], let text = members[name]?.plainText else {
                continue
            }
            let parts = text.split(separator: ",").map { part in
                WireValue.text(String(part.drop { $0 == " " }))
            }
            members[name] = .list(parts)
        }
        guard let payload = route.payload else { return members }
        if route.payloadElement == nil {
            members.append(payload, .bytes(request.body))
        } else if !request.body.isEmpty {
            members.append(payload, .map(try XMLTree.read(request.body)))
        }
        return members
    }

    static func fillXML<Operation: AWSOperation>(
        _ answer: inout WireAnswer,
        with members: WireMap,
        _ operation: Operation.Type
    ) {
        var members = members
        let route = operation.route
        answer.status = route.status
        answer.headers["x-amz-request-id"] = answer.headers["x-amzn-RequestId"]
        answer.headers["x-amzn-RequestId"] = nil
        for (header, name) in route.answerHeaders.sorted(by: { $0.key < $1.key }) {
            if let text = members[name]?.headerText { answer.headers[header] = text }
            members[name] = nil
        }
        for (prefix, name) in route.answerHeaderPrefixes {
            if case .map(let map)? = members[name] {
                for entry in map.entries {
                    answer.headers[prefix + entry.key] = entry.value.plainText
                }
            }
            members[name] = nil
        }
        // A range of an object is an answer of its own kind.
        if answer.headers["Content-Range"] != nil { answer.status = 206 }
        if let element = route.answerElement {
            let inner = route.answerPayload.flatMap { members[$0] }
            answer.headers["Content-Type"] = "application/xml"
            answer.body = XMLTree.write(
                element,
                // An element that is all of the answer has no other around it.
                inner ?? members[element] ?? .map(members),
                namespace: operation.service.xmlNamespace
            )
        } else if let name = route.answerPayload {
            answer.body = rawBytes(members[name])
        }
    }

    // MARK: errors

    static func bareXMLError(_ failure: AWSFailure, _ requestID: String) -> [UInt8] {
        var error: WireMap = [
            "Code": .string(failure.code), "Message": .string(failure.message),
        ]
        if let reason = failure.reason {
            error.append(reasonElement(of: failure.code), .string(reason))
        }
        error.append("RequestId", .string(requestID))
        return XMLTree.write("Error", .map(error), namespace: "")
    }

    /// What S3 calls the reason that it gives beside a code.
    private static func reasonElement(of code: String) -> String {
        switch code {
        case "NoSuchKey": "Key"
        case "NoSuchBucket", "BucketNotEmpty", "BucketAlreadyOwnedByYou": "BucketName"
        default: "Condition"
        }
    }

    /// What a status alone means, where the answer may have no body.
    static func bodilessCode(of status: Int) -> String {
        switch status {
        case 304: "NotModified"
        case 403: "Forbidden"
        case 404: "NotFound"
        case 412: "PreconditionFailed"
        default: ""
        }
    }
}

extension WireValue {
    /// The value as a header has it: times in the form of HTTP.
    var headerText: String? {
        if case .timestamp(let time) = self { return time.httpDate }
        if case .list(let list) = self {
            return list.compactMap(\.plainText).joined(separator: ",")
        }
        return plainText
    }
}
