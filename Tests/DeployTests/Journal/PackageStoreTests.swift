// SPDX-License-Identifier: Apache-2.0
import SluiceCore
import SystemPackage
import Testing

@testable import SluiceDeploy

@Suite struct PackageStoreTests {
    private let folder: Folder
    private let packages: PackageStore
    private var code = CodeReference.fresh

    init() throws {
        folder = try Folder()
        packages = PackageStore(directory: folder.path.appending("packages"))
        code.path = folder.path.appending("app.zip").string
        try folder.write("package", to: "app.zip")
    }

    @Test func `a kept package outlives its source`() throws {
        let kept = try packages.keep(code)
        try folder.write("changed", to: "app.zip")
        #expect(try packages.bytes(of: kept) == Array("package".utf8))
        #expect(try packages.bytes(of: code) == Array("package".utf8))
        #expect(try packages.keep(code) == kept)
    }

    @Test func `bytes that are not the planned ones are refused`() throws {
        try folder.write("changed", to: "app.zip")
        let complaint = #expect(throws: Complaint.self) { try packages.keep(code) }
        #expect(
            complaint?.what == "the package of this rollout is not the one that was planned"
        )
    }

    @Test func `what nobody needs is forgotten`() throws {
        let kept = try packages.keep(code)
        try packages.forget(allBut: [code])
        #expect(try packages.bytes(of: kept).count == 7)
        try packages.forget(allBut: [])
        #expect(try FileAccess.names(in: packages.directory).isEmpty)
    }
}
