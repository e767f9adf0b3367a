// SPDX-License-Identifier: Apache-2.0
import SluiceHTTP
import SluiceWire

/// What a function's own address answers.
enum FunctionURLReply {
    /// The answer that a function's result stands for.
    static func result(_ bytes: [UInt8]) -> HTTPResponse {
        let text = String(decoding: bytes, as: UTF8.self)
        let value = WireJSON.value(of: text)
        guard case .map(let map)? = value, case .integer(let status)? = map["statusCode"],
            (100..<600).contains(status)
        else {
            // Recorded: a text is sent as it is, without its quotes.
            if case .string(let plain)? = value { return json(200, Array(plain.utf8)) }
            return json(200, bytes)
        }
        return proxied(map, Int(status))
    }

    private static func proxied(_ map: WireMap, _ status: Int) -> HTTPResponse {
        var response = HTTPResponse(status: status)
        if case .map(let headers)? = map["headers"] {
            for entry in headers.entries where !isOurs(entry.key) {
                if let text = plain(entry.value) { response.headers.add(entry.key, text) }
            }
        }
        if case .list(let cookies)? = map["cookies"] {
            for case .string(let cookie) in cookies where isOneLine(cookie) {
                response.headers.add("Set-Cookie", cookie)
            }
        }
        if response.headers["Content-Type"] == nil {
            response.headers.add("Content-Type", "application/json")
        }
        response.body = body(map)
        return response
    }

    private static func body(_ map: WireMap) -> [UInt8] {
        switch map["body"] {
        case .string(let text)?:
            if case .bool(true)? = map["isBase64Encoded"] { return text.base64Bytes ?? [] }
            return Array(text.utf8)
        case .null?, nil: return []
        case .some(let value): return Array(WireJSON.text(of: value).utf8)
        }
    }

    private static func plain(_ value: WireValue) -> String? {
        switch value {
        case .string(let text): isOneLine(text) ? text : nil
        case .integer, .number, .bool: WireJSON.text(of: value)
        default: nil
        }
    }

    /// A function must not be able to begin another header, or another answer.
    private static func isOneLine(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 32 && $0 != 127 || $0 == 9 }
    }

    private static func isOurs(_ name: String) -> Bool {
        ["content-length", "connection", "transfer-encoding", "date"].contains(name.lowercased())
            || !name.utf8.allSatisfy { (33...126).contains($0) && $0 != UInt8(ascii: ":") }
    }

    private static func json(_ status: Int, _ body: [UInt8]) -> HTTPResponse {
        HTTPResponse(status: status, headers: ["Content-Type": "application/json"], body: body)
    }

    static let unknown = json(404, Array(#"{"Message":null}"#.utf8))

    static let failed = HTTPResponse(
        status: 502,
        headers: ["Content-Type": "application/json"],
        body: Array("Internal Server Error".utf8)
    )

    static let tooLarge = json(413, Array(#"{"Message":"Request Too Long"}"#.utf8))

    static let forbidden: HTTPResponse = {
        let text =
            "Forbidden. For troubleshooting Function URL authorization issues, see: "
            + "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"
        var response = json(403, Array(#"{"Message":"\#(text)"}"#.utf8))
        response.headers.add("x-amzn-ErrorType", "AccessDeniedException")
        return response
    }()

    /// The function did not run.
    static func refused(_ failure: AWSFailure) -> HTTPResponse {
        let text = WireJSON.text(of: .map(["Message": .string(failure.message)]))
        var response = json(failure.status, Array(text.utf8))
        response.headers.add("x-amzn-ErrorType", failure.code)
        if let seconds = failure.retryAfter { response.headers.add("Retry-After", "\(seconds)") }
        return response
    }
}
