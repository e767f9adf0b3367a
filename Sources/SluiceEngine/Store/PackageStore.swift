// SPDX-License-Identifier: Apache-2.0
import Crypto
import FoundationEssentials
import Glibc
import SluiceBase
import SluiceModel
import SluiceWire
import SluiceZip
import SystemPackage

/// Packages as files named by the hash of their bytes, and as folders that functions run from.
struct PackageStore: Sendable {
    private let packages: FilePath
    let unpacked: FilePath

    init(_ directory: DataDirectory) {
        packages = directory.packages
        unpacked = directory.unpacked
    }

    /// Checks a package and keeps it; on the disk when this returns.
    ///
    /// - Throws: Lambda's refusal, or 500 when it cannot be kept.
    func accept(_ bytes: [UInt8]) throws(AWSFailure) -> CodePackage {
        try check(bytes)
        let digest = SHA256.hash(data: bytes)
        let file = packages.appending(String(hexadecimal: digest) + ".zip")
        if access(file.string, F_OK) != 0 {
            do {
                try write(bytes, to: file)
            } catch {
                throw AWSFailure(
                    code: "ServiceException",
                    message: "The package cannot be kept: \(error)",
                    status: 500
                )
            }
        }
        return CodePackage(sha256: Data(digest).base64EncodedString(), size: bytes.count)
    }

    private func check(_ bytes: [UInt8]) throws(AWSFailure) {
        let bounds = Zip.Bounds.lambda
        let entries: [ZipListing]
        do {
            entries = try Zip.verify(bytes, bounds: bounds)
        } catch .tooLarge {
            throw .tooLarge("Zipped size must be smaller than \(bounds.zippedBytesMax) bytes")
        } catch .tooLargeUnpacked {
            throw .invalidParameter(
                "Unzipped size must be smaller than \(bounds.unzippedBytesMax) bytes"
            )
        } catch {
            throw .invalidParameter(
                "Could not unzip uploaded file. Please check your file, then try to upload again."
            )
        }
        if entries.isEmpty { throw .invalidParameter("Uploaded file must be a non-empty zip") }
    }

    /// Writes beside the place, then moves: a reader sees all of it or nothing.
    private func write(_ bytes: [UInt8], to file: FilePath) throws {
        let part = FilePath(file.string + ".part")
        let descriptor = try FileDescriptor.open(
            part,
            .writeOnly,
            options: [.create, .truncate, .closeOnExec],
            permissions: .ownerReadWrite
        )
        try descriptor.closeAfter {
            _ = try descriptor.writeAll(bytes)
            guard fsync(descriptor.rawValue) == 0 else { throw Errno(rawValue: errno) }
        }
        guard rename(part.string, file.string) == 0 else { throw Errno(rawValue: errno) }
        let folder = try FileDescriptor.open(packages, .readOnly, options: .closeOnExec)
        try folder.closeAfter {
            guard fsync(folder.rawValue) == 0 else { throw Errno(rawValue: errno) }
        }
    }

    /// The bytes of a package.
    func bytes(ofHash hex: String) throws -> [UInt8] {
        guard hex.utf8.count == 64, hex.utf8.allSatisfy({ Self.digits.contains($0) }) else {
            throw Errno.noSuchFileOrDirectory
        }
        let file = try FileDescriptor.open(
            packages.appending(hex + ".zip"),
            .readOnly,
            options: .closeOnExec
        )
        return try file.closeAfter {
            let size = try file.seek(offset: 0, from: .end)
            try file.seek(offset: 0, from: .start)
            return try [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
                while count < Int(size) {
                    let rest = UnsafeMutableRawBufferPointer(
                        rebasing: UnsafeMutableRawBufferPointer(buffer)[count...]
                    )
                    let read = try file.read(into: rest)
                    if read == 0 { break }
                    count += read
                }
            }
        }
    }

    /// Whether a package is there, unpacked or whole.
    func holds(_ package: CodePackage) -> Bool {
        let hex = Self.hex(ofBase64: package.sha256)
        if access(unpacked.appending(hex).string, F_OK) == 0 { return true }
        var status = stat()
        return stat(packages.appending(hex + ".zip").string, &status) == 0
            && Int64(status.st_size) == Int64(package.size)
    }

    /// The folder of an unpacked package; unpacks it when it is not there yet.
    func directory(ofSHA256 base64: String) throws -> String {
        let hex = Self.hex(ofBase64: base64)
        let folder = unpacked.appending(hex)
        if access(folder.string, F_OK) == 0 { return folder.string }
        let part = try Self.makeTemporary(in: unpacked, named: hex)
        do {
            try Zip.unpack(try bytes(ofHash: hex), into: part)
            try Self.protect(part)
        } catch {
            Self.remove(part)
            throw error
        }
        if rename(part.string, folder.string) != 0 {
            let reason = Errno(rawValue: errno)
            Self.remove(part)
            // Someone else was faster: the same bytes lie there.
            guard reason == .directoryNotEmpty || reason == .fileExists else { throw reason }
        }
        return folder.string
    }

    /// Removes packages that no version has any more, and what an earlier run left half done.
    func prune(keeping hashes: Set<String>) {
        let kept = Set(hashes.map(Self.hex(ofBase64:)))
        for (folder, suffix) in [(packages, ".zip"), (unpacked, "")] {
            for name in Self.names(in: folder) where !kept.contains(where: { $0 + suffix == name })
            {
                Self.remove(folder.appending(name))
            }
        }
    }

    // MARK: names

    private static let digits = Set("0123456789abcdef".utf8)

    static func hex(ofBase64 text: String) -> String {
        Data(base64Encoded: text).map { String(hexadecimal: $0) } ?? ""
    }

    // MARK: folders

    /// A new folder that nobody else has.
    static func makeTemporary(in folder: FilePath, named name: String) throws -> FilePath {
        var template = Array(folder.appending(name + ".XXXXXX").string.utf8CString)
        guard mkdtemp(&template) != nil else { throw Errno(rawValue: errno) }
        return FilePath(platformString: template)
    }

    /// Takes the right to write from a folder and those below, so that no function changes the
    /// package that others run from.
    static func protect(_ folder: FilePath) throws {
        for name in names(in: folder) {
            let path = folder.appending(name)
            if isDirectory(path) { try protect(path) }
        }
        guard chmod(folder.string, 0o555) == 0 else { throw Errno(rawValue: errno) }
    }

    static func remove(_ path: FilePath) {
        // What cannot be removed only takes room; the next start tries again.
        guard isDirectory(path) else {
            unlink(path.string)
            return
        }
        chmod(path.string, 0o755)
        for name in names(in: path) { remove(path.appending(name)) }
        rmdir(path.string)
    }

    static func isDirectory(_ path: FilePath) -> Bool {
        var status = stat()
        return lstat(path.string, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    static func names(in folder: FilePath) -> [String] {
        guard let handle = opendir(folder.string) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}
