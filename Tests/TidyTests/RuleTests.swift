// SPDX-License-Identifier: Apache-2.0
import Testing

/// The rules, held against small made-up files: each must find what it is for, and nothing else.
@Suite struct RuleTests {
    private func core(_ text: String) -> SourceFile {
        SourceFile(path: "Sources/SluiceCore/Made/Up.swift", text: text)
    }

    @Test(arguments: [
        ("import SluiceBase", "SluiceBase"),
        ("public import NIOCore", "NIOCore"),
        ("@preconcurrency internal import struct NIOCore.ByteBuffer", "NIOCore"),
        ("@testable import SluiceCore", "SluiceCore"),
    ])
    func `an import is understood`(line: String, module: String) {
        #expect(ModuleGraph.importedModule(of: line) == module)
    }

    @Test(arguments: ["let import = 1", "// import X", "important()", ""])
    func `what imports nothing is not an import`(line: String) {
        #expect(ModuleGraph.importedModule(of: core(line).code[0]) == nil)
    }

    @Test func `a room may not import what its row does not name`() {
        let findings = ModuleGraph.findings(
            in: core("import Glibc\nimport SluiceBase\nimport NIOCore")
        )
        #expect(
            findings.map(\.description) == [
                "Sources/SluiceCore/Made/Up.swift:3: SluiceCore may not import NIOCore — "
                    + "see the import table in ARCHITECTURE.md; pass what you need in"
            ]
        )
    }

    @Test func `a room without a row is found`() {
        let file = SourceFile(path: "Sources/SluiceElsewhere/A.swift", text: "import Glibc")
        #expect(ModuleGraph.findings(in: file).map(\.line) == [1])
    }

    @Test func `comments and strings are not code`() {
        let text =
            "let a = \"try! // b\" // print(\nlet c = \"\"\"\n  try!\n  \"\"\"\nlet d = #\"\\\"# + 1"
        #expect(
            core(text).code == ["let a = \"\" ", "let c = ", "", "\"\"", "let d = #\"\" + 1"]
        )
    }

    @Test func `a banned word is found where a name does not run on before it`() {
        let file = core(
            "group.addTask { x }\nTask { x }\nlet a = try! b()\nfingerprint(c)\n// print("
        )
        let found = BannedWord.all.flatMap { $0.findings(in: file) }
        #expect(found.map(\.line).sorted() == [2, 3])
    }

    @Test func `the owner of a word may use it`() throws {
        let word = try #require(BannedWord.all.first { $0.word == "Task.sleep" })
        let text = "try await Task.sleep(for: nap)"
        let owner = SourceFile(path: "Sources/SluiceBase/SystemClock.swift", text: text)
        #expect(word.findings(in: owner).isEmpty)
        #expect(word.findings(in: core(text)).count == 1)
        #expect(word.findings(in: SourceFile(path: "Tests/A/B.swift", text: text)).count == 1)
    }

    @Test func `a failure may be thrown away with a reason`() {
        #expect(BannedWord.silentTries(in: core("let a = try? b()")).count == 1)
        #expect(BannedWord.silentTries(in: core("// Gone already is fine.\ntry? b()")).isEmpty)
    }

    @Test func `the length of a function is counted from its signature to its brace`() {
        let body = Array(repeating: "        work()", count: 68).joined(separator: "\n")
        let short = "struct A {\n    func a() {\n\(body)\n    }\n\n    func b() { 1 }\n}"
        let long = "struct A {\n    init(\n        a: Int\n    ) {\n\(body)\n    }\n}"
        #expect(Lengths.functions(in: core(short)).isEmpty)
        #expect(Lengths.functions(in: core(long)).map(\.line) == [2])
    }

    @Test func `a requirement of a protocol has no body to count`() {
        let text = "protocol P {\n    func a()\n    func b()\n}\n"
        #expect(Lengths.functionSpans(in: core(text).code).isEmpty)
    }

    @Test func `a long file and a full folder are found`() {
        let line = String(repeating: "let a = 1\n", count: Lengths.fileMax)
        #expect(Lengths.files(core(line)).isEmpty)
        #expect(Lengths.files(core(line + "let b = 1\n")).count == 1)
        let many = (0...Lengths.folderMax).map {
            SourceFile(path: "Sources/A/\($0).swift", text: "")
        }
        #expect(Lengths.folders(of: many).map(\.path) == ["Sources/A"])
        #expect(Lengths.folders(of: Array(many.dropLast())).isEmpty)
    }

    @Test func `a licence line may follow a shebang`() {
        let good = SourceFile(path: "Scripts/a", text: "#!/bin/sh\n# \(Words.licence)\n")
        #expect(Words.licenceFindings(in: good).isEmpty)
        #expect(Words.licenceFindings(in: core("import Glibc")).count == 1)
    }

    @Test func `a promise is found, a longer word is not`() {
        let promise = "// \(Words.promises[0]): all of it\nlet METHO\(Words.promises[0]) = 1"
        #expect(Words.promiseFindings(in: core(promise)).map(\.line) == [1])
    }

    @Test func `titles and links outside code blocks count`() {
        let text =
            "# A\n```\n# not a title\n[x](gone.md)\n```\n[b](../b.md#c) [d](gone.md) [e](https://f)"
        let page = SourceFile(path: "docs/guide/a.md", text: text)
        #expect(Pages.titleFindings(in: page).isEmpty)
        #expect(Pages.linkFindings(in: page) { $0 == "docs/b.md" }.map(\.line) == [6])
        #expect(Pages.titleFindings(in: SourceFile(path: "b.md", text: "x\n# A\n# B")).count == 1)
    }

    @Test func `an operation without a row and a record without a line are found`() {
        let wire = SourceFile(
            path: "Sources/SluiceWire/Lambda/A.swift",
            text:
                "public struct GetAlias: AWSOperation, Hashable {\npublic struct Invoke: AWSOperation {"
        )
        let page = SourceFile(path: "c.md", text: "# C\n| `GetAlias` | yes |")
        #expect(Pages.operationFindings(in: [wire], page: page).map(\.line) == [2])
        let index = SourceFile(path: "docs/decisions/README.md", text: "[a](0001-a.md)")
        let records = ["0001-a.md", "0002-b.md"].map {
            SourceFile(path: "docs/decisions/\($0)", text: "")
        }
        #expect(Pages.recordFindings(in: [index] + records).map(\.path) == [records[1].path])
    }
}
