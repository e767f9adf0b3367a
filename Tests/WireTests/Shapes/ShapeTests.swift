// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import SluiceWire

/// Holds the hand-written shapes against botocore's service models.
///
/// The models' facts are checked in (`Fixtures/shapes.txt`), so the comparison always runs; where
/// python has botocore, its facts are asked for anew.
@Suite struct ShapeTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Where AWS does otherwise than its own model says.
    private static let recorded: Set = [
        // The model says 200, AWS answers 204.
        "lambda DeleteFunction: DELETE /2015-03-31/functions/{FunctionName} 204 but "
            + "DELETE /2015-03-31/functions/{FunctionName} 200",
        // Frames, which are written by hand; held against botocore's own reader by a client.
        "lambda InvokeWithResponseStream out EventStream: blob but structure",
        // S3's own clock, by which the age of a lease is told: in every answer, in no model.
        "s3 GetObject out Date: the model has no such member",
    ]

    private static func fixture() throws -> String {
        try String(contentsOf: folder.appending(path: "Fixtures/shapes.txt"), encoding: .utf8)
    }

    private func differences(from text: String) throws -> [String] {
        try ShapeFacts(AllOperations.all).differences(from: ShapeFacts(text: text))
            .filter { !Self.recorded.contains($0) }
    }

    @Test func `every shape is as AWS's model has it`() throws {
        let differences = try differences(from: Self.fixture())
        #expect(differences == [])
    }

    @Test(.enabled(if: Botocore.isThere, "python3 has no botocore"))
    func `the models of the botocore that is here say the same`() throws {
        let text = try Botocore.facts()
        let differences = try differences(from: text)
        #expect(differences == [])
        let fixture = try Self.fixture()
        if ShapeFacts(text: text).source == ShapeFacts(text: fixture).source {
            #expect(text == fixture, "run Fixtures/shapes.py > Fixtures/shapes.txt")
        }
    }

    @Test func `protocols are spoken as the models have them`() throws {
        let services = try ShapeFacts(text: Self.fixture()).services
        for service in AWSService.allCases {
            let words = try #require(services[service.rawValue]).split(separator: " ")
            switch service.wireProtocol {
            case .restJSON: #expect(service == .lambda)
            case .awsJSON(let target, let version):
                #expect([target, version] == [String(words[1]), String(words[2])])
            case .rpcCBOR(let name): #expect(name == words[1])
            case .query(let version): #expect(version == words[0])
            case .restXML: #expect(service == .s3)
            }
            if words[3] != "-" { #expect(service.xmlNamespace == words[3]) }
        }
    }

    @Test func `every operation in the sources is registered`() throws {
        let sources = Self.folder.deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/SluiceWire")
        let files = try #require(
            FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        )
        var declared: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            let service = text.firstMatch(of: /service = AWSService\.(\w+)/)?.1 ?? ""
            for match in text.matches(of: /struct (\w+): AWSOperation\b/) {
                declared.insert("\(service) \(match.1)")
            }
        }
        #expect(declared == Set(AllOperations.all.map { "\($0.service) \($0.name)" }))
        #expect(declared.count == AllOperations.all.count)
    }

    @Test func `a wrong shape is found`() throws {
        let facts = try ShapeFacts([Wrong.GetAlias.self])
        let path = "/2015-03-31/functions/{FunctionName}/aliases"
        let differences = facts.differences(from: ShapeFacts(text: try Self.fixture()))
        #expect(
            differences == [
                "lambda GetAlias in Extra: the model has no such member",
                "lambda GetAlias in FunctionName: AWS requires it",
                "lambda GetAlias in Name: required, but left out",
                "lambda GetAlias out RoutingConfig: boolean but structure",
                "lambda GetAlias: GET \(path) 200 but GET \(path)/{Name} 200",
            ]
        )
    }
}

/// An operation that is described badly.
private enum Wrong {
    struct GetAlias: AWSOperation {
        static let service = AWSService.lambda
        static let route = Route(.get, "/2015-03-31/functions/{FunctionName}/aliases")
        static let isIdempotent = true
        var functionName: String?
        var extra: Int?
        struct Output: Codable { var routingConfig: Bool? }
    }
}

/// The botocore of this machine's python, if it has one.
enum Botocore {
    static let isThere = (try? run(["-c", "import botocore"])) != nil

    static func facts() throws -> String {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent()
        return try run([folder.appending(path: "Fixtures/shapes.py").path])
    }

    private struct Failed: Error {}

    private static func run(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
