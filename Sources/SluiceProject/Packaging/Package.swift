// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
public import SluiceCore
public import SluiceZip

/// A function's code as Lambda takes it: the bytes of a zip archive.
///
/// Packed from a directory, the bytes depend on names, contents and executable bits alone, so
/// that deploying the same files again is no change.
///
/// ```swift
/// let package = try Package(at: "src", source: "src/")
/// package.sha256    // what Lambda will answer as CodeSha256
/// ```
public struct Package: Hashable, Sendable {
    /// One file of a package.
    public struct Entry: Hashable, Sendable {
        /// Where it lies, relative to the root.
        public var path: String
        /// Its size when unpacked, in bytes.
        public var size: Int
        /// Whether its owner may execute it.
        public var isExecutable: Bool
    }

    /// The bytes of the zip archive.
    public let bytes: [UInt8]
    /// Base64 of their SHA-256, as Lambda's `CodeSha256`.
    public let sha256: String
    /// The files in it, sorted by path.
    public let entries: [Entry]
    /// Where the code comes from, as the user wrote it.
    public let source: String
    /// The zip file that the bytes came from as they are, or `nil` when they were packed here.
    public let file: String?

    /// Packs a directory, or takes a `.zip` as it is, within Lambda's limits.
    public init(
        at path: String,
        source: String,
        bounds: Zip.Bounds = .lambda
    ) throws(PackageError) {
        switch Files.kind(path) {
        case .missing: throw .missing(source)
        case .directory:
            let files = try DirectoryWalk(root: path, source: source, bounds: bounds).files()
            guard !files.isEmpty else { throw .empty(source) }
            do throws(ZipError) {
                let bytes = try Zip.pack(files)
                let entries = try Zip.list(bytes, bounds: bounds)
                self.init(bytes, listing: entries, source: source, file: nil)
            } catch {
                throw .zip(source, error)
            }
        case .file where path.hasSuffix(".zip"):
            let bytes = try Self.read(path, bounds: bounds, source: source)
            do throws(ZipError) {
                let entries = try Zip.list(bytes, bounds: bounds)
                self.init(bytes, listing: entries, source: source, file: path)
            } catch {
                throw .zip(source, error)
            }
            guard !self.entries.isEmpty else { throw .empty(source) }
        case .file, .other: throw .unsuitable(source)
        }
    }

    private init(_ bytes: [UInt8], listing: [ZipListing], source: String, file: String?) {
        self.bytes = bytes
        self.source = source
        self.file = file
        sha256 = Data(SHA256.hash(data: bytes)).base64EncodedString()
        entries = listing.filter { $0.kind != .directory }.map {
            Entry(path: $0.path, size: $0.size, isExecutable: $0.mode & 0o100 != 0)
        }
    }

    /// Puts the bytes into a file of their own, named by their content, and refers to it.
    ///
    /// They are written even where they lie already: the file counts as used from now on, so that
    /// no other rollout's end takes it away. A zip that was taken as it is stays where it is.
    public func stored(in directory: String) throws(PackageError) -> CodeReference {
        if let file { return reference(path: file) }
        let hex = SHA256.hash(data: bytes).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
        let path = "\(directory)/\(hex).zip"
        do throws(Files.Failure) {
            try Files.makeDirectory(directory)
            try Files.write(bytes, to: path)
        } catch {
            throw .unwritable(path: error.path, reason: error.reason)
        }
        return reference(path: path)
    }

    /// Refers to the bytes where nobody is to ship them.
    public var unstored: CodeReference { reference(path: file ?? "") }

    private func reference(path: String) -> CodeReference {
        CodeReference(sha256: sha256, size: bytes.count, path: path, source: source)
    }

    private static func read(
        _ path: String,
        bounds: Zip.Bounds,
        source: String
    ) throws(PackageError) -> [UInt8] {
        if case .file(let size, _) = Files.kind(path), size > bounds.zippedBytesMax {
            throw .zip(source, .tooLarge(bytes: size, max: bounds.zippedBytesMax))
        }
        do throws(Files.Failure) {
            return try Files.read(path, max: bounds.zippedBytesMax)
        } catch {
            throw .unreadable(path: error.path, reason: error.reason)
        }
    }
}
