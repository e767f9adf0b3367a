// SPDX-License-Identifier: Apache-2.0
import SluiceHTTP
import SluiceWire

/// What the owner of an address lets pages of other origins do, and the page that asks.
struct CORSOrigin {
    private let rules: CORSRules?
    private let origin: String?

    init(_ rules: CORSRules?, _ request: HTTPRequest) {
        self.rules = rules
        origin = request.headers["Origin"]
    }

    /// Whether the page's origin is one of those that may call.
    var isAllowed: Bool {
        guard let origin else { return false }
        return (rules?.allowOrigins ?? []).contains { $0 == "*" || $0 == origin }
    }

    /// The answer to the question whether a page may call.
    var preflight: HTTPResponse {
        var response = HTTPResponse(status: 200)
        guard isAllowed, let rules else { return response }
        mark(&response)
        add("Access-Control-Allow-Methods", rules.allowMethods, to: &response)
        add("Access-Control-Allow-Headers", rules.allowHeaders, to: &response)
        if let seconds = rules.maxAge {
            response.headers["Access-Control-Max-Age"] = "\(seconds)"
        }
        return response
    }

    /// Lets the page read an answer.
    func mark(_ response: inout HTTPResponse) {
        guard isAllowed, let rules, let origin else { return }
        let isAny = rules.allowOrigins?.contains("*") == true && rules.allowCredentials != true
        response.headers["Access-Control-Allow-Origin"] = isAny ? "*" : origin
        if !isAny { response.headers["Vary"] = "Origin" }
        if rules.allowCredentials == true {
            response.headers["Access-Control-Allow-Credentials"] = "true"
        }
        add("Access-Control-Expose-Headers", rules.exposeHeaders, to: &response)
    }

    private func add(_ name: String, _ values: [String]?, to response: inout HTTPResponse) {
        guard let values, !values.isEmpty else { return }
        response.headers[name] = values.joined(separator: ",")
    }
}
