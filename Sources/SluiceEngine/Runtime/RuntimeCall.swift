// SPDX-License-Identifier: Apache-2.0
import NIOHTTP1
import SluiceHTTP

/// What a worker asks of its Runtime API.
enum RuntimeCall: Equatable {
    /// It wants its next invocation.
    case next
    /// It answers an invocation.
    case response(String)
    /// It says that an invocation failed.
    case error(String)
    /// It says that it could not start.
    case initError
    /// Something that this engine has not.
    case unsupported
    /// Nothing that the Runtime API knows.
    case unknown

    init(_ head: HTTPRequestHead) {
        let prefix = "/2018-06-01/runtime/"
        guard head.uri.hasPrefix(prefix) else {
            self = head.uri.hasPrefix("/2020-01-01/extension/") ? .unsupported : .unknown
            return
        }
        let path = head.uri.dropFirst(prefix.utf8.count)
        switch (head.method, path) {
        case (.GET, "invocation/next"): self = .next
        case (.POST, "init/error"): self = .initError
        case (.POST, _):
            let parts = path.split(separator: "/")
            guard parts.count == 3, parts[0] == "invocation" else {
                self = path.hasPrefix("restore/") ? .unsupported : .unknown
                return
            }
            switch parts[2] {
            case "response": self = .response(String(parts[1]))
            case "error": self = .error(String(parts[1]))
            default: self = .unknown
            }
        default: self = path.hasPrefix("restore/") ? .unsupported : .unknown
        }
    }
}
