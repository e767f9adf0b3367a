// SPDX-License-Identifier: Apache-2.0
import Foundation
import SluiceCore
import SluiceProject
import SluiceWire
import Testing

@testable import SluiceCommands

@Suite struct CompositionTests {
    private func withFolder<Result>(
        _ body: (String) async throws -> Result
    ) async throws -> Result {
        let folder =
            FileManager.default.temporaryDirectory.path
            + "/sluice-commands-\(UUID().uuidString)"
        defer { TextFile.removeAll(folder) }
        try TextFile.makeFolder("\(folder)/a/b")
        return try await body(folder)
    }

    @Test func `the project file is searched for upward and named as people would`() async throws {
        try await withFolder { folder in
            try TextFile.write(DemoProject.file, to: "\(folder)/sluice.yaml")
            let here = Composition(Settings(), variables: [:], folder: folder)
            #expect(try here.project().shownAs == "sluice.yaml")
            let below = Composition(Settings(), variables: [:], folder: "\(folder)/a/b")
            #expect(try below.project().directory == folder)
            #expect(below.projectFolder() == folder)
            let named = Composition(
                Settings(config: "../../sluice.yaml"),
                variables: [:],
                folder: "\(folder)/a/b"
            )
            #expect(try named.project().shownAs == "../../sluice.yaml")
        }
    }

    @Test func `a project file that is not there is a mistake of usage`() throws {
        let house = Composition(Settings(), variables: [:], folder: "/proc")
        let complaint = #expect(throws: Complaint.self) { try house.project() }
        #expect(complaint?.exit == .usage)
        #expect(complaint?.what == "there is no sluice.yaml here or in a folder above")
    }

    @Test func `a payload is JSON, or a file with JSON in it`() async throws {
        try await withFolder { folder in
            try TextFile.write("{\"a\": 1}", to: "\(folder)/event.json")
            let house = Composition(Settings(), variables: [:], folder: folder)
            #expect(try house.payload("[1]") == Blob(utf8: "[1]"))
            #expect(try house.payload("@event.json") == Blob(utf8: "{\"a\": 1}"))
            for wrong in ["", "{", "@none.json", "a b"] {
                let complaint = #expect(throws: Complaint.self) { try house.payload(wrong) }
                #expect(complaint?.exit == .usage)
            }
        }
    }

    @Test func `an engine's address goes with the engine that left it`() async throws {
        try await withFolder { folder in
            let house = Composition(Settings(), variables: [:], folder: folder)
            let file = EngineAddress.path(in: folder)
            var address = EngineAddress(
                endpoint: "http://127.0.0.1:1",
                region: "us-east-1",
                account: "000000000000",
                pid: 11
            )
            try await house.leave(address, in: file)
            let text = try #require(TextFile.bytes(file))
            #expect(try JSONDecoder().decode(EngineAddress.self, from: Data(text)) == address)
            address.pid = 12
            house.take(address, from: file)
            #expect(TextFile.bytes(file) != nil)
            address.pid = 11
            house.take(address, from: file)
            #expect(TextFile.bytes(file) == nil)
        }
    }

    @Test func `empty variables are none`() {
        let house = Composition(Settings(), variables: ["A": "", "B": "b"], folder: "/")
        #expect(house.variable("A") == nil)
        #expect(house.variable("B") == "b")
        #expect(house.path("x") == "//x" || house.path("x") == "/x")
        #expect(house.path("/x") == "/x")
    }
}
