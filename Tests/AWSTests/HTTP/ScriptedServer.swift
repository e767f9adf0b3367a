// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization

/// A server on loopback that does with each connection what its script says.
///
/// Made of plain sockets, so that it can do what no server should: fall silent, or hang up.
final class ScriptedServer: Sendable {
    enum Act: Sendable {
        /// Reads the request and answers.
        case answer(status: Int, headers: [String] = [], body: String = "")
        /// Reads the request and hangs up.
        case hangUp
        /// Reads the request and says nothing.
        case silence
    }

    let port: Int
    private let listener: Int32
    private let texts = Mutex<[String]>([])

    init(_ acts: [Act]) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let (socket, length) = (listener, size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 && listen(socket, 16) == 0
                    && getsockname(socket, $0, &size) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRNOTAVAIL) }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in play(acts) }
    }

    var url: String { "http://127.0.0.1:\(port)" }

    /// What was received, a request each.
    var requests: [String] { texts.withLock { $0 } }

    /// Stops to listen; who connects from now on is refused.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private func play(_ acts: [Act]) {
        var silent: [Int32] = []
        for act in acts {
            let connection = accept(listener, nil, nil)
            if connection < 0 { break }
            let text = Self.read(connection)
            texts.withLock { $0.append(text) }
            switch act {
            case .answer(let status, let headers, let body):
                let lines = ["HTTP/1.1 \(status) X", "Content-Length: \(body.utf8.count)"]
                let head = (lines + headers + ["Connection: close", "", ""])
                    .joined(separator: "\r\n")
                let bytes = Array((head + body).utf8)
                _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
                close(connection)
            case .hangUp: close(connection)
            case .silence: silent.append(connection)
            }
        }
        // Until the client gives up: its closing is the end of the connection.
        for connection in silent {
            _ = Self.read(connection)
            close(connection)
        }
    }

    /// Reads one request: its head and as much of a body as it announces.
    private static func read(_ connection: Int32) -> String {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let end = text.firstRange(of: "\r\n\r\n") {
                let head = text[..<end.lowerBound].lowercased()
                let length = head.firstMatch(of: /content-length: (\d+)/).flatMap { Int($0.1) } ?? 0
                if text[end.upperBound...].utf8.count >= length { return text }
            }
            let count = recv(connection, &chunk, chunk.count, 0)
            if count <= 0 { return text }
            bytes += chunk[..<count]
        }
    }
}
