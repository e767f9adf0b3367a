// SPDX-License-Identifier: Apache-2.0
import SluiceBase
public import SluiceCore
public import SystemPackage

/// The journals of a project, wherever they live.
public struct JournalStore: Sendable {
    /// Where they live.
    public let home: any JournalHome

    /// The journals in the project's `.sluice` folder, which need not exist.
    public init(directory: FilePath) { home = FileHome(directory: directory) }

    /// The journals of a home.
    public init(home: any JournalHome) { self.home = home }

    /// The packages of open rollouts.
    public var packages: any PackageHome { home.packages }

    /// Starts a journal; fails when there is one of this name.
    public func create(_ rollout: String) async throws -> any KeptJournal {
        try await JournalTrouble.worded("written", in: home.place) {
            try await home.create(rollout)
        }
    }

    /// Opens the journal of a rollout, after checking all of it.
    ///
    /// - Throws: `Complaint` when there is none, or when it is damaged.
    public func open(_ rollout: String) async throws -> any KeptJournal {
        let found: (any KeptJournal)?
        do {
            found = try await home.open(rollout)
        } catch let damage as JournalDamage {
            throw await complaint(about: damage, of: rollout)
        }
        if let found { return found }
        throw Complaint(
            "there is no rollout \(rollout) in this project",
            why: ["\(home.place(of: rollout)) does not exist"],
            next: ["sluice history"],
            exit: .usage
        )
    }

    /// What other shells ask of a rollout.
    public func requests(of rollout: String) -> any RequestBox { home.requests(of: rollout) }

    /// The state that a rollout's journal folds to.
    public func rollout(_ name: String) async throws -> Rollout {
        let entries = try await open(name).entries()
        guard let rollout = Rollout(replaying: entries) else {
            throw await complaint(about: JournalDamage.empty(path: home.place(of: name)), of: name)
        }
        return rollout
    }

    /// The names of all rollouts, oldest first.
    public func names() async throws -> [String] {
        try await JournalTrouble.worded("read", in: home.place) { try await home.names() }
    }

    /// All rollouts, oldest first; a journal that is damaged is told apart, not passed over.
    ///
    /// One that a crash left without its first line is none: nothing was done on its ground.
    public func summaries() async throws -> (good: [RolloutSummary], damaged: [Complaint]) {
        var good: [RolloutSummary] = []
        var damaged: [Complaint] = []
        for (name, result) in try await summaries(of: try await names()) {
            switch result {
            case .success(let summary): good += summary.map { [$0] } ?? []
            case .failure(JournalDamage.unbegun): continue
            case .failure(let error): damaged.append(await complaint(about: error, of: name))
            }
        }
        return (good.sorted { ($0.at, $0.rollout) < ($1.at, $1.rollout) }, damaged)
    }

    /// Some at a time: a bucket takes a while for each.
    func summaries(
        of names: [String]
    ) async throws -> [(String, Result<RolloutSummary?, any Error>)] {
        try await withThrowingTaskGroup(of: Read.self) { group in
            var found: [Read] = []
            for (index, name) in names.enumerated() {
                if index >= Limits.journalsAtOnce, let next = try await group.next() {
                    found.append(next)
                }
                group.addTask {
                    do {
                        return Read(name: name, result: .success(try await summary(of: name)))
                    } catch {
                        return Read(name: name, result: .failure(error))
                    }
                }
            }
            for try await next in group { found.append(next) }
            return found.sorted { $0.name < $1.name }.map { ($0.name, $0.result) }
        }
    }

    /// What a child task of `summaries` brings back.
    ///
    /// Not a tuple: the optimizer of Swift 6 gives a task group's tuple with a generic part another
    /// layout than the group copies.
    private struct Read: Sendable {
        let name: String
        let result: Result<RolloutSummary?, any Error>
    }

    /// One rollout; `nil` when its journal went away meanwhile.
    private func summary(of name: String) async throws -> RolloutSummary? {
        guard let entries = try await home.open(name)?.entries() else { return nil }
        guard let rollout = Rollout(replaying: entries) else {
            throw JournalDamage.empty(path: home.place(of: name))
        }
        return RolloutSummary(rollout)
    }

    /// All rollouts, or those of one target, oldest first.
    ///
    /// - Throws: The complaint about a damaged journal: it may be that of an open rollout.
    func undamaged(of target: Target? = nil) async throws -> [RolloutSummary] {
        let (good, damaged) = try await summaries()
        if let first = damaged.first { throw first }
        return good.filter { summary in target.map { summary.target.isSame(as: $0) } ?? true }
    }

    /// The key of the stand-ins for looked-up values: made once.
    func sealKey() async throws -> [UInt8] {
        try await JournalTrouble.worded("written", in: home.place) { try await home.sealKey() }
    }
}
