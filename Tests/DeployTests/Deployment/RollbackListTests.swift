// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SystemPackage
import Testing

@testable import SluiceDeploy

@Suite struct RollbackListTests {
    private func list(_ project: Project) throws -> [Version] {
        let deployment = project.deployment()
        return try project.time.run { try await deployment.rollbackList(.sample()) }
    }

    @Test func `the list begins with the version that a rollback goes to`() throws {
        let live = AliasState(version: Version(42), revision: "a9")
        let previous = AliasState(version: Version(41), revision: "p1")
        #expect(try list(try Project(AliasWorld(live, previous: previous))) == [Version(41)])
        #expect(try list(try Project()) == [])
        let project = try Project()
        for version in [42, 43] { _ = try project.deploy(version) }
        #expect(try list(project) == [Version(42), Version(41)])
        project.interrupts.set([.interrupt])
        _ = try project.deploy(44, .steps((10, 600)))
        #expect(try list(project) == [Version(43), Version(42), Version(41)])
        #expect(try project.rollback().alias?.traffic == Traffic(version: Version(43)))
    }

    @Test func `a rollback that a folder refuses to record does not say that it is not done`()
        throws
    {
        let refusal = JournalTrouble.consequence
        let project = try Project(AliasWorld(AliasState(version: Version(42), revision: "a9")))
        let home = ReadOnlyHome(base: project.store.home)
        let deployment = project.deployment(store: JournalStore(home: home))
        let report = try project.time.run {
            try await deployment.rollback(.sample(), to: Version(41))
        }
        #expect(report.alias?.traffic == Traffic(version: Version(41)))
        let note = try #require(report.notes.first)
        #expect(note.hasPrefix("this rollback is not in the journal: "))
        #expect(!note.contains(refusal))
    }
}

/// A folder in which nothing may be written.
private struct ReadOnlyHome: JournalHome {
    let base: any JournalHome

    var place: String { base.place }
    var packages: any PackageHome { base.packages }
    var leases: LeaseHome? { base.leases }
    var poll: Duration { base.poll }
    func names() async throws -> [String] { try await base.names() }
    func create(_ rollout: String) throws -> any KeptJournal { throw Errno.readOnlyFileSystem }
    func open(_ rollout: String) async throws -> (any KeptJournal)? { try await base.open(rollout) }
    func setAside(_ rollout: String, as ending: String) throws -> String {
        throw Errno.readOnlyFileSystem
    }
    func hasSetAside(_ rollout: String) async throws -> Bool {
        try await base.hasSetAside(rollout)
    }
    func beginning(of rollout: String) async throws -> [UInt8]? {
        try await base.beginning(of: rollout)
    }
    func place(of rollout: String) -> String { base.place(of: rollout) }
    func requests(of rollout: String) -> any RequestBox { base.requests(of: rollout) }
    func sealKey() throws -> [UInt8] { throw Errno.readOnlyFileSystem }
}
