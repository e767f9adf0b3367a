// SPDX-License-Identifier: Apache-2.0
import Glibc
public import SystemPackage

/// Journals in a folder: one file a rollout in `rollouts/`, readable by its owner alone.
public struct FileHome: JournalHome {
    /// The project's `.sluice` folder.
    public let directory: FilePath
    private let memory = JournalMemory()

    /// Names the project's `.sluice` folder, which need not exist.
    public init(directory: FilePath) { self.directory = directory }

    /// The folder's path.
    public var place: String { directory.string }

    /// The packages beside the journals.
    public var packages: any PackageHome {
        PackageStore(directory: directory.appending("packages"))
    }

    /// None: the locks of this machine are enough.
    public var leases: LeaseHome? { nil }

    /// A read of a file costs next to nothing.
    public var poll: Duration { Limits.requestPoll }

    /// The names of all rollouts, in order.
    public func names() throws -> [String] {
        try FileAccess.names(in: rollouts)
            .filter { $0.hasSuffix(".jsonl") }
            .map { String($0.dropLast(".jsonl".count)) }
    }

    /// Starts a journal; fails when the file exists.
    public func create(_ rollout: String) throws -> any KeptJournal {
        try FileJournal.create(at: path(of: rollout))
    }

    /// Opens a journal after checking all of it; `nil` when there is no file.
    public func open(_ rollout: String) async throws -> (any KeptJournal)? {
        do {
            return try await FileJournal.open(at: path(of: rollout), remembering: memory)
        } catch Errno.noSuchFileOrDirectory {
            return nil
        }
    }

    /// The journals whose files are locked.
    public func held() throws -> [String] {
        // One that may not be looked into may not be driven either, and whoever tries is told.
        try names().filter { (try? FileJournal.isHeld(at: path(of: $0))) ?? false }
    }

    /// The path of a journal's file.
    public func place(of rollout: String) -> String { path(of: rollout).string }

    /// Gives a journal's file another name.
    public func setAside(_ rollout: String, as ending: String) throws -> String {
        let from = path(of: rollout).string
        let aside = "\(from).\(ending)"
        guard rename(from, aside) == 0 else { throw Errno(rawValue: errno) }
        return aside
    }

    /// Whether there is a file that such a name was given to.
    public func hasSetAside(_ rollout: String) throws -> Bool {
        try FileAccess.names(in: rollouts).contains { $0.hasPrefix("\(rollout).jsonl.damaged-") }
    }

    /// The bytes of a journal's file.
    public func beginning(of rollout: String) throws -> [UInt8]? {
        try FileAccess.read(path(of: rollout), limit: Limits.journalBytesMax)
    }

    /// The file of requests beside a journal.
    public func requests(of rollout: String) -> any RequestBox {
        RequestFile(path: rollouts.appending("\(rollout).requests"))
    }

    /// The key in the folder: made once, readable by its owner alone.
    public func sealKey() throws -> [UInt8] {
        let path = directory.appending("key")
        if let key = try FileAccess.read(path, limit: Limits.sealKeyBytes) { return key }
        try FileAccess.makeDirectory(directory)
        try FileAccess.writeWhole(Seal.newKey(), to: path)
        return try FileAccess.read(path, limit: Limits.sealKeyBytes) ?? []
    }

    private var rollouts: FilePath { directory.appending("rollouts") }

    private func path(of rollout: String) -> FilePath { rollouts.appending("\(rollout).jsonl") }
}
