// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceHTTP
import SluiceWire

/// A request to a function's own address, and the event that it becomes (format 2.0).
struct FunctionURLCall: Sendable {
    let request: HTTPRequest
    /// The address's first word.
    let id: String
    /// The path as the function sees it.
    let path: String

    /// Tells an address by its host (`ID.lambda-url.…`) or by its path (`/lambda-url/ID/…`);
    /// `nil` for any other request.
    init?(_ request: HTTPRequest) {
        self.request = request
        let host = request.headers["Host"] ?? ""
        if let range = host.range(ofASCII: ".lambda-url.") {
            id = String(host[..<range.lowerBound])
            path = String(request.path)
            return
        }
        guard request.path.hasPrefix(FunctionURLDoor.path) else { return nil }
        let rest = request.path.dropFirst(FunctionURLDoor.path.count)
        id = String(rest.prefix { $0 != "/" })
        path = rest.count == id.count ? "/" : String(rest.dropFirst(id.count))
    }

    /// Whether the caller says who it is; the engine believes it.
    var isSigned: Bool {
        request.headers["Authorization"]?.hasPrefix("AWS4-HMAC-SHA256 ") == true
            || request.query.contains("X-Amz-Signature=")
    }

    /// The event.
    func event(
        account: String,
        requestID: String,
        traceID: String,
        now: Timestamp
    ) -> WireValue {
        var event: WireMap = [
            "version": .string("2.0"), "routeKey": .string("$default"), "rawPath": .string(path),
            "rawQueryString": .string(String(request.query)),
        ]
        var (headers, cookies) = headers
        let host = request.headers["Host"] ?? ""
        let port = host.split(separator: ":").dropFirst().last.map(String.init) ?? "80"
        headers["x-amzn-trace-id"] = .string(traceID)
        headers["x-forwarded-for"] = .string("127.0.0.1")
        headers["x-forwarded-proto"] = .string("http")
        headers["x-forwarded-port"] = .string(port)
        if !cookies.isEmpty { event["cookies"] = .list(cookies.map { .string($0) }) }
        event["headers"] = .map(headers)
        let parameters = parameters
        if !parameters.entries.isEmpty { event["queryStringParameters"] = .map(parameters) }
        event["requestContext"] = context(account, requestID, now)
        if !request.body.isEmpty {
            event["body"] = .string(isText ? text : request.body.base64Text)
        }
        event["isBase64Encoded"] = .bool(!request.body.isEmpty && !isText)
        return .map(event)
    }

    private var headers: (WireMap, cookies: [String]) {
        var (headers, cookies): (WireMap, [String]) = ([:], [])
        for field in request.headers.fields {
            let name = field.name.lowercased()
            // What concerns one connection only ends here.
            if Self.hopHeaders.contains(name) { continue }
            if name == "cookie" {
                cookies += field.value.split(separator: ";").map {
                    String($0.drop { $0 == " " })
                }
            } else if case .string(let before)? = headers[name] {
                headers[name] = .string("\(before),\(field.value)")
            } else {
                headers[name] = .string(field.value)
            }
        }
        return (headers, cookies)
    }

    private static let hopHeaders: Set = [
        "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer",
        "transfer-encoding", "upgrade",
    ]

    /// The caller's trace, or a new one that the request's id makes.
    func traceID(_ requestID: String, now: Timestamp) -> String {
        if let trace = request.headers["X-Amzn-Trace-Id"] { return trace }
        let time = String(UInt32(truncatingIfNeeded: now.second), radix: 16)
        return "Root=1-\(time)-\(requestID.filter { $0 != "-" }.prefix(24))"
    }

    private var parameters: WireMap {
        var parameters: WireMap = [:]
        let fields = WireRequest(method: "GET", path: "/", query: String(request.query))
            .queryFields
        for field in fields {
            if case .string(let before)? = parameters[field.name] {
                parameters[field.name] = .string("\(before),\(field.value)")
            } else {
                parameters[field.name] = .string(field.value)
            }
        }
        return parameters
    }

    private func context(_ account: String, _ requestID: String, _ now: Timestamp) -> WireValue {
        let host = request.headers["Host"] ?? "localhost"
        let http: WireMap = [
            "method": .string(request.method), "path": .string(path),
            "protocol": .string("HTTP/1.1"), "sourceIp": .string("127.0.0.1"),
            "userAgent": .string(request.headers["User-Agent"] ?? ""),
        ]
        return .map([
            "accountId": .string(account), "apiId": .string(id), "domainName": .string(host),
            "domainPrefix": .string(id), "http": .map(http), "requestId": .string(requestID),
            "routeKey": .string("$default"), "stage": .string("$default"),
            "time": .string(Self.time(now)), "timeEpoch": .integer(now.millisecondsSince1970),
        ])
    }

    /// `31/Jan/2026:10:40:07 +0000`.
    private static func time(_ now: Timestamp) -> String {
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let parts = now.date.split(separator: "-")
        guard parts.count == 3, let month = Int(parts[1]), (1...12).contains(month) else {
            return now.iso8601
        }
        return "\(parts[2])/\(months[month - 1])/\(parts[0]):\(now.clockText) +0000"
    }

    private var text: String { String(decoding: request.body, as: UTF8.self) }

    private var isText: Bool {
        let type = request.headers["Content-Type"]?.lowercased() ?? ""
        return ["text/", "application/json", "application/javascript", "application/xml"]
            .contains { type.hasPrefix($0) } || type.contains("+json") || type.contains("+xml")
    }
}
