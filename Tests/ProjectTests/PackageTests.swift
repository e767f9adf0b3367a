// SPDX-License-Identifier: Apache-2.0
import Foundation
import SluiceCore
import SluiceProject
import SluiceZip
import Testing

@Suite struct PackageTests {
    @Test func `neither times nor the order of making change the bytes`() throws {
        let files = [("b/c.py", "1"), ("a.py", "2"), ("b/a.txt", "3")]
        let (one, other) = (try Folder(), try Folder())
        for (name, text) in files { try one.write(text, to: name) }
        for (name, text) in files.reversed() {
            try other.write(text, to: name)
            try other.touch(name, at: 1_000_000_000)
        }
        let package = try Package(at: one.path, source: "src/")
        #expect(try package.bytes == Package(at: other.path, source: "src/").bytes)
        #expect(package.entries.map(\.path) == ["a.py", "b/a.txt", "b/c.py"])
        try other.write("3", to: "b/a.txt", isExecutable: true)
        #expect(try package.sha256 != Package(at: other.path, source: "src/").sha256)
    }

    @Test func `the hash is the one that Lambda gives`() throws {
        let folder = try Folder(["src/a": "aaaaaaaa"])
        let package = try Package(at: "\(folder.path)/src", source: "src")
        let code = try package.stored(in: "\(folder.path)/p/q")
        #expect(code.sha256 == "zvnAeUQTRA09Z3ltWUKYGbs5GZ0bTsSsbFRRcdHu04U=")
        #expect(code.size == package.bytes.count)
        let stored = try Data(contentsOf: URL(fileURLWithPath: code.path))
        #expect(Array(stored) == package.bytes)
        // It counts as used anew, so that the end of another rollout leaves it there.
        let times = [FileAttributeKey.modificationDate: Date(timeIntervalSince1970: 0)]
        try FileManager.default.setAttributes(times, ofItemAtPath: code.path)
        #expect(try package.stored(in: "\(folder.path)/p/q") == code)
        let found = try FileManager.default.attributesOfItem(atPath: code.path)
        #expect(try #require(found[.modificationDate] as? Date).timeIntervalSince1970 > 0)
        // A zip goes out as it is, from where it is.
        let zip = try Package(at: code.path, source: "x.zip")
        #expect(zip.sha256 == code.sha256)
        #expect(try zip.stored(in: "/nowhere").path == code.path)
    }

    @Test func `what is never code and what the list names stays out`() throws {
        let folder = try Folder([
            ".git/config": "", ".sluice/x": "", "__pycache__/a.pyc": "", "a.pyc": "",
            "lib/.DS_Store": "", "app.py": "",
            ".sluiceignore": """
            # comments and empty lines are nothing

            *.log
            !keep.log
            /build/
            docs/**/*.md
            data
            tests/*.py
            !tests/kept.py
            **/tmp
            """,
            "x.log": "", "lib/x.log": "", "keep.log": "", "build/a": "", "lib/build/a": "",
            "docs/a.md": "", "docs/x/y/a.md": "", "docs/a.txt": "", "lib/data": "",
            "tests/a.py": "", "tests/kept.py": "", "tests/x/a.py": "", "lib/tmp/a": "",
        ])
        #expect(
            try Package(at: folder.path, source: ".").entries.map(\.path) == [
                "app.py", "docs/a.txt", "keep.log", "lib/build/a", "tests/kept.py",
                "tests/x/a.py",
            ]
        )
    }

    @Test func `links are followed, circles and dead ends are said`() throws {
        let folder = try Folder(["src/app.py": "x", "shared/lib.py": "y"])
        try folder.link("src/shared", to: "../shared")
        try folder.link("src/again.py", to: "app.py")
        #expect(
            try Package(at: "\(folder.path)/src", source: "src/").entries.map(\.path)
                == ["again.py", "app.py", "shared/lib.py"]
        )
        try folder.link("src/circle", to: ".")
        #expect(throws: PackageError.badLink("src/circle")) {
            try Package(at: "\(folder.path)/src", source: "src/")
        }
        try folder.link("shared/dead", to: "nowhere")
        #expect(throws: PackageError.badLink("shared/dead")) {
            try Package(at: "\(folder.path)/shared", source: "shared")
        }
    }

    @Test func `what is no package is said`() throws {
        let folder = try Folder(["empty/.git/x": "", "app.tar": "x", "bad.zip": "no zip"])
        let cases: [(String, String)] = [
            ("none", "none does not exist"),
            ("app.tar", "app.tar is neither a directory nor a .zip"),
            ("empty", "empty holds no files"),
            ("bad.zip", "bad.zip: this is no zip archive, or its end is missing"),
        ]
        for (name, text) in cases {
            let error = #expect(throws: PackageError.self) {
                try Package(at: "\(folder.path)/\(name)", source: name)
            }
            #expect(error?.description == text)
        }
    }

    @Test func `a package over the limits is said before it is read whole`() throws {
        let folder = try Folder(["a": "12345", "b": "67890"])
        let bounds = Zip.Bounds(zippedBytesMax: 1000, unzippedBytesMax: 9)
        #expect(throws: PackageError.zip("src", .tooLargeUnpacked(entry: "b", max: 9))) {
            try Package(at: folder.path, source: "src", bounds: bounds)
        }
        let small = Zip.Bounds(zippedBytesMax: 100, unzippedBytesMax: 100)
        #expect(throws: PackageError.self) {
            try Package(at: folder.path, source: "src", bounds: small)
        }
    }

    @Test(arguments: [
        ("app.handler", "python3.12", true), ("app", "python3.12", false),
        ("lib.mod.run", "python3.12", true), ("lib/mod.run", "python3.12", true),
        ("pack.handler", "python3.11", true), ("none.handler", "python3.12", false),
        ("index.handler", "nodejs20.x", true), ("lib/es.handler", "nodejs22.x", true),
        ("lib.mod.run", "nodejs20.x", false), ("x", "provided.al2", true),
        ("x::y", "java21", true), ("app.handler", "ruby3.3", false),
    ])
    func `a handler is in the package or is not`(
        handler: String,
        runtime: String,
        isThere: Bool
    ) throws {
        let folder = try Folder([
            "app.py": "", "lib/mod.py": "", "pack/__init__.py": "", "index.js": "",
            "lib/es.mjs": "",
        ])
        try folder.write("", to: "bootstrap", isExecutable: true)
        let package = try Package(at: folder.path, source: "src/")
        let complaint = package.complaint(aboutHandler: handler, runtime: runtime)
        #expect((complaint == nil) == isThere)
    }

    @Test func `a bootstrap must be executable`() throws {
        let folder = try Folder(["bootstrap": "#!/bin/sh"])
        let package = try Package(at: folder.path, source: "src/")
        #expect(
            package.complaint(aboutHandler: "x", runtime: "provided.al2023")
                == "bootstrap in src/ is not executable"
        )
    }
}
