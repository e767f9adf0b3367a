// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SystemPackage
import Testing

@testable import SluiceDeploy

@Suite struct PackageStoreTests {
    private let folder: Folder
    private let packages: PackageStore
    private let now = Timestamp(second: 1_000_000)
    private var code = CodeReference.fresh

    init() throws {
        folder = try Folder()
        packages = PackageStore(directory: folder.path.appending("packages"))
        code.path = folder.path.appending("app.zip").string
        try folder.write("package", to: "app.zip")
    }

    @Test func `a kept package outlives its source`() throws {
        let kept = try packages.keep(code, at: now)
        try folder.write("changed", to: "app.zip")
        #expect(try packages.bytes(of: kept) == Array("package".utf8))
        #expect(try packages.bytes(of: code) == Array("package".utf8))
        #expect(try packages.keep(code, at: now) == kept)
    }

    @Test func `bytes that are not the planned ones are refused`() throws {
        try folder.write("changed", to: "app.zip")
        let complaint = #expect(throws: Complaint.self) { try packages.keep(code, at: now) }
        #expect(
            complaint?.what == "the package of this rollout is not the one that was planned"
        )
    }

    private func isThere() throws -> Bool {
        try !FileAccess.names(in: packages.directory).isEmpty
    }

    @Test func `what nobody needs is forgotten`() throws {
        _ = try packages.keep(code, at: now)
        let later = now.advanced(by: .seconds(1))
        try packages.forget(allBut: [code], unusedSince: later)
        #expect(try isThere())
        try packages.forget(allBut: [], unusedSince: later)
        #expect(try !isThere())
    }

    @Test func `what a rollout is about to use is kept`() throws {
        _ = try packages.keep(code, at: now)
        let later = now.advanced(by: .milliseconds(1))
        _ = try packages.keep(code, at: later)
        try packages.forget(allBut: [], unusedSince: later)
        #expect(try isThere())
    }
}
