// SPDX-License-Identifier: Apache-2.0
import SluiceHTTP
import SluiceWire

extension WireRequest {
    /// The request as operations see it.
    init(_ request: HTTPRequest) {
        self.init(
            method: request.method,
            target: request.uri,
            headers: WireHeaders(request.headers.fields.map { ($0.name, $0.value) }),
            body: request.body
        )
    }
}

extension HTTPResponse {
    /// The answer as it goes out.
    init(_ answer: WireAnswer) {
        var headers = HTTPFields()
        for entry in answer.headers.entries { headers.add(entry.name, entry.value) }
        self.init(status: answer.status, headers: headers, body: answer.body)
    }
}
