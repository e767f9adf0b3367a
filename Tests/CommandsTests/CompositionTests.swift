// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
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

    @Test func `only a living engine elsewhere keeps its place in the file`() async throws {
        try await withFolder { folder in
            let own = EngineAddress(
                endpoint: "http://127.0.0.1:4570",
                region: "us-east-1",
                account: "000000000000",
                pid: 4711
            )
            func keeps(_ pid: Int, _ endpoint: String) throws -> Bool {
                var other = own
                (other.pid, other.endpoint) = (pid, endpoint)
                try TextFile.makeFolder("\(folder)/.sluice")
                try TextFile.write(try JSONText.line(other), to: EngineAddress.path(in: folder))
                return try #require(EngineTrace(in: folder)).keepsPlace(before: own)
            }
            // Above the highest number that a process can have.
            let dead = 1 << 23
            #expect(try !keeps(dead, "http://127.0.0.1:4571"))
            #expect(try !keeps(dead, own.endpoint))
            #expect(try !keeps(Int(getpid()), own.endpoint))
            #expect(try keeps(Int(getpid()), "http://127.0.0.1:4571"))
            // Without --local that engine is named, where AWS gives no answer.
            let trace = try #require(EngineTrace(in: folder))
            let complaint = Complaint("no answer", next: ["check the network"]).naming(trace)
            #expect(complaint.next.first?.hasPrefix("the same command with --local") == true)
            #expect(complaint.naming(trace) == complaint)
        }
    }

    @Test func `commands of the aws cli reach the place that was looked at`() {
        #expect(Cloud.awsOptions(region: "eu-west-1", endpoint: nil) == " --region eu-west-1")
        #expect(
            Cloud.awsOptions(region: "us-east-1", endpoint: "http://127.0.0.1:4570")
                == " --region us-east-1 --endpoint-url http://127.0.0.1:4570"
        )
    }

    @Test func `a bucket that is not there is told with the command that makes it`() throws {
        let failure = AWSFailure(code: "NoSuchBucket", message: "no", status: 404)
        let place = try #require(JournalPlace("s3://acme/x"))
        let complaint = Complaint(
            missing: place,
            at: Cloud.awsOptions(region: "us-east-1", endpoint: "http://127.0.0.1:4570"),
            failure
        )
        #expect(complaint.what == "the bucket of the journals does not exist: acme")
        #expect(
            complaint.next == [
                "aws s3 mb s3://acme --region us-east-1 --endpoint-url http://127.0.0.1:4570"
            ]
        )
    }
}
