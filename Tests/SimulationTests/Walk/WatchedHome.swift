// SPDX-License-Identifier: Apache-2.0
import SluiceCore
import SluiceDeploy

@testable import SluiceSimulation

/// The product's home in a bucket, which tells the checkers who cannot write a journal any more.
struct WatchedHome: JournalHome {
    let base: BucketHome
    let process: SimProcess
    /// Whether nobody is asked for a lease: broken on purpose.
    let isUnfenced: Bool

    var place: String { base.place }
    var packages: any PackageHome { base.packages }
    var leases: LeaseHome? { isUnfenced ? nil : base.leases }
    var poll: Duration { base.poll }

    func names() async throws -> [String] { try await base.names() }

    func create(_ rollout: String) async throws -> any KeptJournal {
        WatchedJournal(base: base.create(rollout), process: process)
    }

    func open(_ rollout: String) async throws -> (any KeptJournal)? {
        try await base.open(rollout).map { WatchedJournal(base: $0, process: process) }
    }

    func setAside(_ rollout: String, as ending: String) async throws -> String {
        try await base.setAside(rollout, as: ending)
    }

    func hasSetAside(_ rollout: String) async throws -> Bool {
        try await base.hasSetAside(rollout)
    }

    func beginning(of rollout: String) async throws -> [UInt8]? {
        try await base.beginning(of: rollout)
    }

    func place(of rollout: String) -> String { base.place(of: rollout) }
    func requests(of rollout: String) -> any RequestBox { base.requests(of: rollout) }
    func sealKey() async throws -> [UInt8] { try await base.sealKey() }
}

/// The product's journal in a bucket, watched in the same way.
private struct WatchedJournal: KeptJournal {
    let base: any KeptJournal
    let process: SimProcess

    var place: String { base.place }
    var wasTorn: Bool { get async { await base.wasTorn } }

    func entries() async throws -> [Entry] { try await base.entries() }

    func append(_ entry: Entry) async throws {
        do {
            try await base.append(entry)
            // It was tried again, and taken.
            if process.journalIsBroken { process.mendJournal() }
        } catch {
            process.breakJournal()
            throw error
        }
    }
}
