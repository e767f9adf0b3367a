// SPDX-License-Identifier: Apache-2.0
import Testing

/// The rules, held against the checkout.
@Suite struct TreeTests {
    @Test func `the tree is read`() {
        #expect(SourceTree.files.contains { $0.path == "Sources/SluiceBase/Weight.swift" })
        #expect(SourceTree.pages.contains { $0.path == "README.md" })
        #expect(SourceTree.files.contains { $0.path == "Scripts/test" })
    }

    @Test func `imports follow the module graph`() {
        report(SourceTree.swiftFiles.flatMap(ModuleGraph.findings(in:)))
    }

    @Test(arguments: BannedWord.all.indices)
    func `banned words stay with their owners`(index: Int) {
        report(SourceTree.swiftFiles.flatMap(BannedWord.all[index].findings(in:)))
    }

    @Test func `a failure that is thrown away has a reason`() {
        report(SourceTree.swiftFiles.flatMap(BannedWord.silentTries(in:)))
    }

    @Test func `functions are short`() {
        report(SourceTree.swiftFiles.flatMap(Lengths.functions(in:)))
    }

    @Test func `files are short`() {
        report(SourceTree.swiftFiles.flatMap(Lengths.files))
    }

    @Test func `folders can be taken in at a glance`() {
        report(Lengths.folders(of: SourceTree.swiftFiles))
    }

    @Test func `exceptions are still needed`() {
        let paths = Set(SourceTree.files.map(\.path))
        #expect(Lengths.exceptedFiles.keys.filter { !paths.contains($0) }.isEmpty)
        #expect(Lengths.exceptedFolders.keys.filter { !SourceTree.exists($0) }.isEmpty)
        let owners = BannedWord.all.flatMap(\.owners)
        #expect(owners.filter { !SourceTree.exists($0) && !$0.contains("Simulation") }.isEmpty)
    }

    @Test func `every file has its licence line`() {
        report(SourceTree.files.flatMap(Words.licenceFindings(in:)))
    }

    @Test func `nothing is promised for another day`() {
        report(SourceTree.files.flatMap(Words.promiseFindings(in:)))
    }

    @Test func `every page has one title`() {
        report(SourceTree.pages.flatMap(Pages.titleFindings(in:)))
    }

    @Test func `every relative link is alive`() {
        report(SourceTree.pages.flatMap { Pages.linkFindings(in: $0) })
    }

    @Test func `every operation is on the compatibility page`() {
        let page = SourceTree.pages.first { $0.path == "docs/reference/compatibility.md" }
        report(Pages.operationFindings(in: SourceTree.files, page: page))
    }

    @Test func `every decision record is in the index`() {
        report(Pages.recordFindings(in: SourceTree.pages))
    }
}
