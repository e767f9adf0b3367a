// SPDX-License-Identifier: Apache-2.0
import Foundation
import SluiceZip
import SystemPackage
import Testing

/// Archives that somebody bent on purpose, or that a broken download left.
@Suite struct HostileZipTests {
    @Test(arguments: [
        ("AA/evil", "../evil", ZipError.outside(entry: "../evil")),
        ("a/AA/evil", "a/../evil", .outside(entry: "a/../evil")),
        ("Aevil", "/evil", .absolute(entry: "/evil")),
        ("A", ".", .badName(entry: ".")),
    ])
    func `a name that leads out of the root is refused`(
        name: String,
        evil: String,
        error: ZipError
    ) throws {
        let bytes = try Self.archive(name).replacing(name.utf8, with: evil.utf8)
        try expect(error, from: bytes)
    }

    @Test(arguments: [
        ("/etc/passwd", "link"), ("../outside", "link"), ("../../outside", "a/link"),
        ("b/../../outside", "a/link"), ("", "link"),
    ])
    func `a link that leads out of the root is refused`(target: String, name: String) throws {
        var bytes = try Zip.pack([ZipEntry(path: name, contents: Array(target.utf8))])
        bytes.patch(38, UInt32(0o120777) << 16)
        try expect(.linkOutside(entry: name, target: target), from: bytes)
    }

    @Test func `nothing is unpacked below a link`() throws {
        let entries = [
            ZipEntry(path: "link", contents: Array(".".utf8)),
            ZipEntry(path: "link_evil", contents: [1]),
        ]
        var bytes = try Zip.pack(entries).replacing("link_evil".utf8, with: "link/evil".utf8)
        bytes.patch(38, UInt32(0o120777) << 16)
        try expect(.notADirectory(entry: "link/evil", parent: "link"), from: bytes)
    }

    @Test func `a device is refused`() throws {
        var bytes = try Self.archive("device")
        bytes.patch(38, UInt32(0o020666) << 16)
        try expect(.unsupportedKind(entry: "device"), from: bytes)
    }

    @Test func `sizes over the limits are refused before anything is unpacked`() throws {
        let bytes = try Zip.pack([
            ZipEntry(path: "a", contents: Array(repeating: 0, count: 900)),
            ZipEntry(path: "bomb", contents: Array(repeating: 0, count: 1_000_000)),
        ])
        let small = Zip.Bounds(zippedBytesMax: 100_000, unzippedBytesMax: 1000)
        #expect(throws: ZipError.tooLargeUnpacked(entry: "bomb", max: 1000)) {
            try Zip.list(bytes, bounds: small)
        }
        #expect(throws: ZipError.tooLarge(bytes: bytes.count, max: 10)) {
            try Zip.list(bytes, bounds: .init(zippedBytesMax: 10, unzippedBytesMax: 10))
        }
    }

    @Test(arguments: [UInt32(0), 10, 99, 101])
    func `an entry that holds more or less than announced is refused`(size: UInt32) throws {
        var bytes = try Zip.pack([
            ZipEntry(path: "liar", contents: Array(repeating: 0, count: 100))
        ])
        bytes.patch(24, size)
        try expect(.damaged(entry: "liar"), from: bytes)
    }

    @Test func `a wrong check sum is refused`() throws {
        var bytes = try Self.archive("app.py")
        bytes.patch(16, 42)
        try expect(.damaged(entry: "app.py"), from: bytes)
    }

    @Test func `encryption, other methods and zip64 are refused by name`() throws {
        var encrypted = try Self.archive("secret")
        encrypted.patch(8, 1)
        try expect(.encrypted(entry: "secret"), from: encrypted)
        var packed = try Self.archive("app.py")
        packed.patch(10, 12)
        try expect(.unsupportedMethod(entry: "app.py", method: 12), from: packed)
        var large = try Self.archive("app.py")
        large.patch(24, .max)
        try expect(.zip64, from: large)
    }

    @Test func `every torn archive is refused`() throws {
        let bytes = try Zip.pack(ZipTests.entries)
        for count in 0..<bytes.count {
            #expect(throws: ZipError.self) { try Zip.list(Array(bytes[..<count])) }
        }
        #expect(throws: ZipError.notAnArchive) { try Zip.list(Array("no archive".utf8)) }
    }

    @Test func `no changed byte does more than fail`() throws {
        let bytes = try Zip.pack(ZipTests.entries)
        let folder = try TemporaryFolder()
        for index in bytes.indices {
            for change: UInt8 in [0x01, 0x80, 0xff] {
                var changed = bytes
                changed[index] ^= change
                // Some changes are harmless; here it matters only that reading ends.
                guard let entries = try? Zip.list(changed) else { continue }
                for entry in entries { _ = try? Zip.contents(of: entry, in: changed) }
            }
        }
        #expect(!folder.exists("root"))
    }

    @Test(arguments: [
        (ZipError.outside(entry: "../a"), "'../a' leads out of the archive's root"),
        (.absolute(entry: "/a"), "'/a' has an absolute path"),
        (
            .linkOutside(entry: "a", target: "/b"),
            "the symbolic link 'a' leads out of the archive's root, to '/b'"
        ),
        (.encrypted(entry: "a"), "'a' is encrypted"),
        (
            .tooLargeUnpacked(entry: "a", max: 262_144_000),
            "unpacked, the archive is larger than 262144000 bytes ('a' passes the limit)"
        ),
        (.damaged(entry: "a"), "'a' is damaged in the zip archive"),
        (.notADirectory(entry: "a/b", parent: "a"), "'a/b' lies below 'a', which is no directory"),
        (.system(path: "/x/a", .noSpace), "/x/a: No space left on device"),
    ])
    func `an error names the entry`(error: ZipError, text: String) {
        #expect(error.description == text)
    }

    private func expect(_ error: ZipError, from bytes: [UInt8]) throws {
        let folder = try TemporaryFolder()
        #expect(throws: error) {
            try Zip.unpack(bytes, into: FilePath("\(folder.path)/root"))
        }
        #expect(throws: error) { try Zip.verify(bytes) }
        #expect(!folder.exists("evil"))
        #expect(!folder.exists("root/evil"))
    }

    private static func archive(_ name: String) throws -> [UInt8] {
        try Zip.pack([ZipEntry(path: name, contents: Array("harmless".utf8))])
    }
}

extension [UInt8] {
    /// Writes a number into the directory's first record.
    fileprivate mutating func patch(_ offset: Int, _ number: UInt32) {
        guard let start = firstRange(of: [0x50, 0x4b, 1, 2])?.lowerBound else { return }
        let size = offset < 16 ? 2 : 4
        for index in 0..<size {
            self[start + offset + index] = UInt8(truncatingIfNeeded: number >> (8 * index))
        }
    }
}
