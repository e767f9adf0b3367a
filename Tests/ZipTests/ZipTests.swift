// SPDX-License-Identifier: Apache-2.0
import Foundation
import SluiceZip
import SystemPackage
import Testing

@Suite struct ZipTests {
    static let entries = [
        ZipEntry(path: "lib/tables.json", contents: Array(repeating: 65, count: 100_000)),
        ZipEntry(path: "app.py", contents: Array("def handler(event, context): pass\n".utf8)),
        ZipEntry(path: "bin/run", contents: [1, 2, 3], isExecutable: true),
        ZipEntry(path: "empty", contents: []),
        ZipEntry(path: "größe.txt", contents: [7]),
    ]

    @Test func `what was packed is listed and unpacked`() throws {
        let bytes = try Zip.pack(Self.entries)
        #expect(bytes.count < 2000)
        let listed = try Zip.list(bytes)
        #expect(
            listed.map(\.path)
                == ["app.py", "bin/run", "empty", "größe.txt", "lib/tables.json"]
        )
        #expect(listed.map(\.size) == [34, 3, 0, 1, 100_000])
        #expect(listed.map(\.mode) == [0o644, 0o755, 0o644, 0o644, 0o644])
        let folder = try TemporaryFolder()
        #expect(try Zip.unpack(bytes, into: FilePath("\(folder.path)/root")) == listed)
        for entry in Self.entries {
            #expect(try folder.bytes("root/\(entry.path)") == entry.contents)
            #expect(
                try folder.mode("root/\(entry.path)") == (entry.isExecutable ? 0o555 : 0o444)
            )
        }
    }

    @Test func `the order of entries does not change the bytes`() throws {
        #expect(try Zip.pack(Self.entries) == Zip.pack(Self.entries.reversed()))
        // Known bytes: a change of them would publish every function of every user again.
        let hex = try Zip.pack([ZipEntry(path: "a", contents: Array("aaaaaaaa".utf8))])
            .map { String(format: "%02x", $0) }.joined()
        #expect(
            hex
                == "504b030414000000080000002100468084bf050000000800000001000000614b"
                + "4c840000"
                + "504b0102140314000000080000002100468084bf050000000800000001000000"
                + "0000000000000000a4810000000061"
                + "504b050600000000010001002f000000240000000000"
        )
    }

    @Test func `an empty archive is an archive`() throws {
        #expect(try Zip.list(Zip.pack([])) == [])
    }

    @Test(arguments: [
        ("/etc/passwd", ZipError.absolute(entry: "/etc/passwd")),
        ("a/../../b", .outside(entry: "a/../../b")), ("..", .outside(entry: "..")),
        ("", .badName(entry: "")), ("./a", .badName(entry: "./a")),
        ("a//b", .badName(entry: "a//b")), ("a/", .badName(entry: "a/")),
        ("a\0b", .badName(entry: "a\0b")),
    ])
    func `a path that no package may hold is not packed`(path: String, error: ZipError) {
        #expect(throws: error) { try Zip.pack([ZipEntry(path: path, contents: [])]) }
    }

    @Test func `two entries with one path are not packed`() {
        let entry = ZipEntry(path: "a", contents: [])
        #expect(throws: ZipError.duplicate(entry: "a")) { try Zip.pack([entry, entry]) }
        #expect(throws: ZipError.tooManyEntries(65_536)) {
            try Zip.pack((0..<65_536).map { ZipEntry(path: "\($0)", contents: []) })
        }
    }

    @Test(.enabled(if: Python.isThere))
    func `python reads what we wrote`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Zip.pack(Self.entries), to: "a.zip")
        let said = try Python.run(
            """
            import zipfile, sys
            archive = zipfile.ZipFile(sys.argv[1])
            assert archive.testzip() is None
            for one in archive.infolist():
                print(one.filename, one.file_size, oct(one.external_attr >> 16), *one.date_time)
            """,
            "\(folder.path)/a.zip"
        )
        #expect(
            said == """
                app.py 34 0o100644 1980 1 1 0 0 0
                bin/run 3 0o100755 1980 1 1 0 0 0
                empty 0 0o100644 1980 1 1 0 0 0
                größe.txt 1 0o100644 1980 1 1 0 0 0
                lib/tables.json 100000 0o100644 1980 1 1 0 0 0

                """
        )
    }

    @Test(.enabled(if: Python.isThere))
    func `we read what python wrote`() throws {
        let folder = try TemporaryFolder()
        _ = try Python.run(
            """
            import zipfile, sys
            archive = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED)
            archive.comment = b'PK\\x05\\x06 a comment that looks like the end'
            archive.writestr('old', 'first')
            archive.writestr('old', 'second')
            archive.mkdir('folder')
            archive.writestr('./dot/a', 'x' * 5000)
            archive.writestr('stored', 'y' * 50, zipfile.ZIP_STORED)
            script = zipfile.ZipInfo('bootstrap')
            script.external_attr = 0o100750 << 16
            archive.writestr(script, '#!/bin/sh')
            link = zipfile.ZipInfo('folder/link')
            link.create_system = 3
            link.external_attr = 0o120777 << 16
            archive.writestr(link, '../dot/./a')
            with archive.open('streamed', 'w', force_zip64=True) as one: one.write(b'z' * 99)
            archive.close()
            """,
            "\(folder.path)/a.zip"
        )
        let bytes = try folder.bytes("a.zip")
        let listed = try Zip.unpack(bytes, into: FilePath("\(folder.path)/root"))
        #expect(
            listed.map(\.path)
                == ["bootstrap", "dot/a", "folder", "folder/link", "old", "stored", "streamed"]
        )
        #expect(listed.map(\.kind) == [.file, .file, .directory, .link, .file, .file, .file])
        #expect(try folder.bytes("root/old") == Array("second".utf8))
        #expect(try folder.bytes("root/folder/link") == Array(repeating: 120, count: 5000))
        #expect(try folder.bytes("root/streamed").count == 99)
        #expect(try folder.mode("root/bootstrap") == 0o550)
    }
}

/// The machine's own python.
enum Python {
    static let path = "/usr/bin/python3"
    static var isThere: Bool { FileManager.default.isExecutableFile(atPath: path) }

    static func run(_ script: String, _ argument: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = ["-X", "utf8", "-W", "ignore", "-c", script, argument]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let said = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return String(decoding: said, as: UTF8.self)
    }
}
