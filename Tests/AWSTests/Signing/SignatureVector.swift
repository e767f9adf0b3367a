// SPDX-License-Identifier: Apache-2.0
import Foundation
import SluiceBase
import SluiceWire
import Testing

@testable import SluiceAWS

/// One case of AWS's own signing test suite.
struct SignatureVector: CustomTestStringConvertible {
    private struct Context: Decodable {
        struct Keys: Decodable {
            var access_key_id: String
            var secret_access_key: String
            var token: String?
        }

        var credentials: Keys
        var normalize: Bool
        var region: String
        var service: String
        var sign_body: Bool
        var timestamp: String
        var omit_session_token: Bool?
    }

    let name: String
    private let context: Context
    let request: WireRequest

    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures/sigv4")

    /// All cases, by name.
    static func all() throws -> [SignatureVector] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { !$0.contains(".") }.sorted().map(SignatureVector.init)
    }

    init(name: String) throws {
        self.name = name
        let path = Self.folder.appending(path: name)
        let bytes = try Data(contentsOf: path.appending(path: "context.json"))
        context = try JSONDecoder().decode(Context.self, from: bytes)
        let text = try String(contentsOf: path.appending(path: "request.txt"), encoding: .utf8)
        request = Self.request(text)
    }

    var testDescription: String { name }

    /// Reads a request's text; a header's value may go on in lines that begin with a space.
    private static func request(_ text: String) -> WireRequest {
        let parts = text.split(separator: "\n\n", maxSplits: 1)
        var lines = parts[0].split(separator: "\n").map(String.init)[...]
        let first = lines.removeFirst().replacing(" HTTP/1.1", with: "")
        let space = first.firstIndex(of: " ") ?? first.endIndex
        var headers: [(String, String)] = []
        for line in lines {
            if line.hasPrefix(" "), let last = headers.indices.last {
                headers[last].1 += "\n" + line
            } else {
                let colon = line.firstIndex(of: ":") ?? line.endIndex
                let value = String(line[colon...].dropFirst())
                headers.append((String(line[..<colon]), value))
            }
        }
        return WireRequest(
            method: String(first[..<space]),
            target: String(first[space...].dropFirst()),
            headers: WireHeaders(headers),
            body: parts.count == 2 ? Array(parts[1].utf8) : []
        )
    }

    func expected(_ file: String) throws -> String {
        let path = Self.folder.appending(path: name).appending(path: "header-\(file).txt")
        return try String(contentsOf: path, encoding: .utf8)
            .replacing("\r\n", with: "\n").trimmingCharacters(in: .newlines)
    }

    var signer: RequestSigner {
        var signer = RequestSigner(service: context.service, region: context.region)
        signer.normalizesPath = context.normalize
        signer.hasBodyHeader = context.sign_body
        signer.signsToken = context.omit_session_token != true
        return signer
    }

    var credentials: AWSCredentials {
        AWSCredentials(
            accessKeyID: context.credentials.access_key_id,
            secretAccessKey: context.credentials.secret_access_key,
            sessionToken: context.credentials.token
        )
    }

    var time: Timestamp { Timestamp(iso8601: context.timestamp) ?? .distantFuture }
}
