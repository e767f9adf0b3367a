// SPDX-License-Identifier: Apache-2.0
import SluiceZip

/// Collects the files of a directory for a package.
///
/// Symbolic links are followed, as `zip` does: what they lead to is packed under their name.
struct DirectoryWalk {
    private let root: String
    private let source: String
    private let bounds: Zip.Bounds
    private var size = 0
    private var entries: [ZipEntry] = []
    private var ignored = IgnoreList()

    init(root: String, source: String, bounds: Zip.Bounds) {
        self.root = root
        self.source = source
        self.bounds = bounds
    }

    /// All files that are not left out, with their contents.
    func files() throws(PackageError) -> [ZipEntry] {
        var walk = self
        let list = "\(root)/.sluiceignore"
        if Files.kind(list) != .missing {
            let bytes = try Self.readable { () throws(Files.Failure) in
                try Files.read(list, max: Limits.ignoreBytesMax)
            }
            walk.ignored = IgnoreList(String(decoding: bytes, as: UTF8.self))
        }
        try walk.enter("", parents: [])
        return walk.entries
    }

    private mutating func enter(
        _ directory: String,
        parents: Set<Files.Identity>
    ) throws(PackageError) {
        let path = directory.isEmpty ? root : "\(root)/\(directory)"
        guard case .directory(let identity) = Files.kind(path), !parents.contains(identity),
            parents.count < Limits.packageDepthMax
        else { throw .badLink(shown(directory)) }
        let names = try Self.readable { () throws(Files.Failure) in try Files.names(in: path) }
        for name in names {
            let entry = directory.isEmpty ? name : "\(directory)/\(name)"
            switch Files.kind("\(root)/\(entry)") {
            case .directory:
                guard !ignored.leavesOut(entry, isDirectory: true) else { continue }
                try enter(entry, parents: parents.union([identity]))
            case .file(let size, let isExecutable):
                guard !ignored.leavesOut(entry, isDirectory: false) else { continue }
                try add(entry, size: size, isExecutable: isExecutable)
            case .missing:
                guard !ignored.leavesOut(entry, isDirectory: false) else { continue }
                throw .badLink(shown(entry))
            case .other:
                guard !ignored.leavesOut(entry, isDirectory: false) else { continue }
                throw .strange(shown(entry))
            }
        }
    }

    private mutating func add(
        _ entry: String,
        size more: Int,
        isExecutable: Bool
    ) throws(PackageError) {
        size += more
        guard size <= bounds.unzippedBytesMax else {
            throw .zip(
                source,
                .tooLargeUnpacked(entry: entry, max: bounds.unzippedBytesMax)
            )
        }
        guard entries.count < Limits.packageFilesMax else {
            throw .zip(source, .tooManyEntries(entries.count + 1))
        }
        let path = "\(root)/\(entry)"
        let max = bounds.unzippedBytesMax
        let contents = try Self.readable { () throws(Files.Failure) in
            try Files.read(path, max: max)
        }
        entries.append(ZipEntry(path: entry, contents: contents, isExecutable: isExecutable))
    }

    private func shown(_ entry: String) -> String {
        entry.isEmpty ? source : "\(source.hasSuffix("/") ? source : source + "/")\(entry)"
    }

    private static func readable<Value>(
        _ body: () throws(Files.Failure) -> Value
    ) throws(PackageError) -> Value {
        do throws(Files.Failure) {
            return try body()
        } catch {
            throw .unreadable(path: error.path, reason: error.reason)
        }
    }
}
