// SPDX-License-Identifier: Apache-2.0
import SluiceBase
public import SluiceCore
public import SystemPackage

/// The journals of a project: one file a rollout in `.sluice/rollouts/`.
public struct JournalStore: Sendable {
    /// The project's `.sluice` folder.
    public let directory: FilePath

    /// Names the project's `.sluice` folder, which need not exist.
    public init(directory: FilePath) { self.directory = directory }

    /// The packages of open rollouts.
    public var packages: PackageStore { PackageStore(directory: directory.appending("packages")) }

    /// Starts a journal; fails when there is one of this name.
    public func create(_ rollout: String) throws -> FileJournal {
        try FileJournal.create(at: path(of: rollout))
    }

    /// Opens the journal of a rollout, after checking all of it.
    ///
    /// - Throws: `Complaint` when there is none, or when it is damaged.
    public func open(_ rollout: String) throws -> FileJournal {
        do {
            return try FileJournal.open(at: path(of: rollout))
        } catch let damage as JournalDamage {
            throw Complaint(damage: damage, of: rollout)
        } catch Errno.noSuchFileOrDirectory {
            throw Complaint(
                "there is no rollout \(rollout) in this project",
                why: ["\(path(of: rollout)) does not exist"],
                next: ["sluice history"],
                exit: .usage
            )
        }
    }

    /// What other shells ask of a rollout.
    public func requests(of rollout: String) -> RequestFile {
        RequestFile(path: rollouts.appending("\(rollout).requests"))
    }

    /// The state that a rollout's journal folds to.
    public func rollout(_ name: String) async throws -> Rollout {
        let entries = await (try open(name)).entries()
        guard let rollout = Rollout(replaying: entries) else {
            throw Complaint(damage: JournalDamage.empty(path: path(of: name).string), of: name)
        }
        return rollout
    }

    /// The names of all rollouts, oldest first.
    public func names() throws -> [String] {
        try FileAccess.names(in: rollouts)
            .filter { $0.hasSuffix(".jsonl") }
            .map { String($0.dropLast(".jsonl".count)) }
    }

    /// All rollouts, oldest first; a journal that is damaged is told apart, not passed over.
    ///
    /// One that a crash left without its first line is none: nothing was done on its ground.
    public func summaries() async throws -> (good: [RolloutSummary], damaged: [Complaint]) {
        var good: [RolloutSummary] = []
        var damaged: [Complaint] = []
        for name in try names() {
            do {
                let entries = await (try FileJournal.open(at: path(of: name))).entries()
                guard let rollout = Rollout(replaying: entries) else {
                    throw JournalDamage.empty(path: path(of: name).string)
                }
                good.append(RolloutSummary(rollout))
            } catch JournalDamage.unbegun {
                continue
            } catch {
                damaged.append(Complaint(damage: error, of: name))
            }
        }
        return (good.sorted { ($0.at, $0.rollout) < ($1.at, $1.rollout) }, damaged)
    }

    /// All rollouts, or those of one target, oldest first.
    ///
    /// - Throws: The complaint about a damaged journal: it may be that of an open rollout.
    func undamaged(of target: Target? = nil) async throws -> [RolloutSummary] {
        let (good, damaged) = try await summaries()
        if let first = damaged.first { throw first }
        return good.filter { summary in target.map { summary.target.isSame(as: $0) } ?? true }
    }

    /// The key of the stand-ins for looked-up values: made once, readable by its owner alone.
    func sealKey() throws -> [UInt8] {
        let path = directory.appending("key")
        if let key = try FileAccess.read(path, limit: Limits.sealKeyBytes) { return key }
        try FileAccess.makeDirectory(directory)
        try FileAccess.writeWhole(Seal.newKey(), to: path)
        return try FileAccess.read(path, limit: Limits.sealKeyBytes) ?? []
    }

    private var rollouts: FilePath { directory.appending("rollouts") }

    private func path(of rollout: String) -> FilePath { rollouts.appending("\(rollout).jsonl") }
}

extension Complaint {
    /// What people are told about a journal that cannot be trusted, or not be read at all.
    init(damage: any Error, of rollout: String) {
        var next = ["restore the file from a backup, or move it away"]
        if case JournalDamage.newer = damage { next = ["use the newer Sluice"] }
        self.init(
            "the journal of rollout \(rollout) cannot be used",
            why: ["\(damage)"],
            now: ["Sluice changed nothing"],
            next: next
        )
    }
}
