// SPDX-License-Identifier: Apache-2.0
import Glibc
public import SluiceCore
public import SystemPackage

/// A journal in a file: JSON lines with a hash chain, each on the disk before `append` returns.
///
/// Its file is locked while a process drives the rollout, and for each line that is added by one
/// that does not: the lock of the target lies in a folder of the user's, and another `HOME` has
/// another one. A last line that was torn by a crash is cut off at the first append; what it would
/// have said was never acted upon. Anything else that this process does not know is another's, and
/// stays.
public actor FileJournal: KeptJournal {
    /// Where the file lies.
    public nonisolated let path: FilePath
    /// The file's path.
    public nonisolated var place: String { path.string }
    private var content: JournalContent
    private var file: FileDescriptor?
    private var isHeld = false
    /// Whether it was this process's alone since it was read: its file system has locks.
    private var isSure = false
    /// What may stand behind the good lines and be cut off: what a crash left there, or as much as
    /// came of a line that could not be written.
    private var rest: [UInt8]

    /// Starts a new journal; fails when the file exists.
    public static func create(at path: FilePath) throws -> FileJournal {
        try FileAccess.makeDirectory(path.removingLastComponent())
        let file = try FileDescriptor.open(
            path,
            .readWrite,
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
        return FileJournal(path: path, content: JournalContent(), rest: [], file: file)
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
        let rest = Array(bytes[content.goodBytes...])
        return FileJournal(path: path, content: content, rest: rest, file: nil)
    }

    private init(
        path: FilePath,
        content: JournalContent,
        rest: [UInt8],
        file: FileDescriptor?
    ) {
        self.path = path
        self.content = content
        self.rest = rest
        self.file = file
    }

    deinit {
        if isHeld, let file { FileAccess.unlock(file) }
        // A file that was only appended to and synced has nothing left to lose.
        try? file?.close()
    }

    /// Whether a process keeps the file of a journal now.
    static func isHeld(at path: FilePath) throws -> Bool {
        let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
        return try file.closeAfter {
            do {
                guard try FileAccess.lock(file, beside: true) else { return true }
            } catch let trouble as Errno where trouble.isLackOfLocks {
                return false
            }
            FileAccess.unlock(file)
            return false
        }
    }

    /// Everything recorded so far, in order.
    public func entries() -> [Entry] { content.entries }

    /// Whether a torn last line was left out when the journal was opened.
    public var wasTorn: Bool { content.isTorn }

    /// Keeps the file for this process until `release`, after taking in what others added meanwhile.
    public func hold() async throws {
        // What cannot be opened or locked is told by the first line that cannot be added.
        guard !isHeld, let file = try? opened() else { return }
        let isLocked: Bool
        do {
            isLocked = try await lock(file)
        } catch is Errno {
            return
        }
        isHeld = true
        // One that cannot be read any more is found by its length when a line is added.
        guard let bytes = try? FileAccess.read(path, limit: Limits.journalBytesMax) else { return }
        if bytes.count != content.goodBytes + rest.count {
            guard let now = try? await JournalContent(bytes, path: path.string) else { return }
            content = now
            rest = Array(bytes[now.goodBytes...])
        }
        isSure = isLocked
    }

    /// Lets others add to it again.
    public func release() async {
        guard isHeld, let file else { return }
        (isHeld, isSure) = (false, false)
        FileAccess.unlock(file)
    }

    /// Adds one entry and makes it durable.
    ///
    /// - Throws: `JournalHeld` while another process keeps it, `LeaseLost` when another one added to
    ///   it since it was read, `JournalDamage` where it was kept and is not as it was left.
    public func append(_ entry: Entry) async throws {
        precondition(entry.n == content.entries.count + 1, "entries are numbered without gaps")
        let (line, hash) = try JournalLine.encode(entry, after: content.hash)
        let file = try opened()
        let isAlone = isHeld
        if !isAlone { _ = try await lock(file) }
        defer { if !isAlone { FileAccess.unlock(file) } }
        try cutBack(file)
        rest = line + [UInt8(ascii: "\n")]
        try file.writeAll(rest)
        try FileAccess.sync(file)
        rest = []
        content.entries.append(entry)
        content.hash = hash
        content.goodBytes += line.count + 1
    }

    /// Locks the file; `false` where the file system has no locks: what others add is then found by its
    /// length.
    private func lock(_ file: FileDescriptor) async throws -> Bool {
        do {
            if try FileAccess.lock(file) { return true }
        } catch let trouble as Errno where trouble.isLackOfLocks {
            return false
        }
        throw JournalHeld(holder: await holder())
    }

    /// Who drove last, by the lines that are in the file now; without them, by those known here.
    private func holder() async -> TargetLock.Holder {
        let now = try? await FileJournal.open(at: path).entries()
        let stem = path.string.hasSuffix(".jsonl") ? path.string.dropLast(6) : path.string[...]
        return TargetLock.Holder(
            now ?? content.entries,
            of: stem.split(separator: "/").last.map(String.init) ?? "",
            requests: "\(stem).requests"
        )
    }

    /// Cuts the file back to its last good line, where what stands behind it is known; what another
    /// process wrote is not taken away.
    private func cutBack(_ file: FileDescriptor) throws {
        let size = Int(try file.seek(offset: 0, from: .end))
        let more = size - content.goodBytes
        guard more >= 0, more <= rest.count else { throw unexpected }
        if more > 0 {
            var found = [UInt8](repeating: 0, count: more)
            let count = try found.withUnsafeMutableBytes {
                try file.read(fromAbsoluteOffset: Int64(content.goodBytes), into: $0)
            }
            guard count == more, found == Array(rest[..<more]) else {
                throw unexpected
            }
            guard ftruncate(file.rawValue, off_t(content.goodBytes)) == 0 else {
                throw Errno(rawValue: errno)
            }
        }
        rest = []
        guard content.lacksNewline else { return }
        try file.writeAll([UInt8(ascii: "\n")])
        content.goodBytes += 1
        content.lacksNewline = false
    }

    /// What a file is that is not as it was left: no other process writes into one that is locked.
    private var unexpected: any Error {
        isSure
            ? JournalDamage.overwritten(path: path.string) : LeaseLost(writingIn: path.string)
    }

    private func opened() throws -> FileDescriptor {
        if let file { return file }
        let opened = try FileDescriptor.open(path, .readWrite, options: [.append, .closeOnExec])
        do {
            try FileAccess.syncDirectory(of: path)
        } catch {
            try opened.close()
            throw error
        }
        file = opened
        return opened
    }
}
