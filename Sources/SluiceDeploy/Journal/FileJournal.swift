// SPDX-License-Identifier: Apache-2.0
import Glibc
public import SluiceCore
public import SystemPackage

/// A journal in a file: JSON lines with a hash chain, each on the disk before `append` returns.
///
/// Only the holder of the target's lock appends. A last line that was torn by a crash is cut off
/// at the first append; what it would have said was never acted upon.
public actor FileJournal: KeptJournal {
    /// Where the file lies.
    public nonisolated let path: FilePath
    /// The file's path.
    public nonisolated var place: String { path.string }
    private var content: JournalContent
    private var file: FileDescriptor?

    /// Starts a new journal; fails when the file exists.
    public static func create(at path: FilePath) throws -> FileJournal {
        try FileAccess.makeDirectory(path.removingLastComponent())
        let file = try FileDescriptor.open(
            path,
            .writeOnly,
            options: [.create, .exclusiveCreate, .append, .closeOnExec],
            // It holds the function's variables.
            permissions: .ownerReadWrite
        )
        do {
            try FileAccess.syncDirectory(of: path)
        } catch {
            try file.close()
            throw error
        }
        return FileJournal(path: path, content: JournalContent(), file: file)
    }

    /// Opens a journal that exists, after checking all of it; throws `JournalDamage`.
    public static func open(at path: FilePath) async throws -> FileJournal {
        try await open(at: path, remembering: JournalMemory())
    }

    /// The same, without reading what is remembered of it.
    static func open(
        at path: FilePath,
        remembering memory: JournalMemory
    ) async throws -> FileJournal {
        guard let bytes = try FileAccess.read(path, limit: Limits.journalBytesMax) else {
            throw Errno.noSuchFileOrDirectory
        }
        let content = try await memory.content(of: bytes, path: path.string)
        return FileJournal(path: path, content: content, file: nil)
    }

    private init(path: FilePath, content: JournalContent, file: FileDescriptor?) {
        self.path = path
        self.content = content
        self.file = file
    }

    deinit {
        // A file that was only appended to and synced has nothing left to lose.
        try? file?.close()
    }

    /// Everything recorded so far, in order.
    public func entries() -> [Entry] { content.entries }

    /// Whether a torn last line was left out when the journal was opened.
    public var wasTorn: Bool { content.isTorn }

    /// Adds one entry and makes it durable.
    public func append(_ entry: Entry) throws {
        precondition(entry.n == content.entries.count + 1, "entries are numbered without gaps")
        let (line, hash) = try JournalLine.encode(entry, after: content.hash)
        let file = try fileForAppending()
        try file.writeAll(line + [UInt8(ascii: "\n")])
        try FileAccess.sync(file)
        content.entries.append(entry)
        content.hash = hash
        content.goodBytes += line.count + 1
    }

    /// The file, cut back to its last good line: a failed append may have left a part of one.
    private func fileForAppending() throws -> FileDescriptor {
        let file = try self.file ?? reopen()
        self.file = file
        guard ftruncate(file.rawValue, off_t(content.goodBytes)) == 0 else {
            throw Errno(rawValue: errno)
        }
        if content.lacksNewline {
            try file.writeAll([UInt8(ascii: "\n")])
            content.goodBytes += 1
            content.lacksNewline = false
        }
        return file
    }

    private func reopen() throws -> FileDescriptor {
        let file = try FileDescriptor.open(path, .writeOnly, options: [.append, .closeOnExec])
        do {
            try FileAccess.syncDirectory(of: path)
        } catch {
            try file.close()
            throw error
        }
        return file
    }
}
