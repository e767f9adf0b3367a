// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

@Suite struct DeployTests {
    @Test func `a deployment is planned, recorded, driven and reported`() throws {
        let project = try Project()
        let report = try project.deploy(42, .steps((10, 20)))
        #expect(report.end == .finished(.promotedUnjudged))
        #expect(report.alias?.traffic == Traffic(version: Version(42)))
        #expect(report.rollout?.plan.stable == Version(41))
        #expect(report.entries.count == report.rollout?.entryCount)
        #expect(report.notes.isEmpty)
        #expect(try project.history() == ["steps v42 promotedUnjudged"])
        #expect(try project.locks.holder(of: report.target) == nil)
    }

    @Test func `what is served already is left alone`() throws {
        let project = try Project()
        let report = try project.deploy(41)
        #expect(report.end == .unchanged(version: "41"))
        #expect(try project.history().isEmpty)
        #expect(project.world.aws.calls(UpdateAlias.self).isEmpty)
    }

    @Test func `a plan that is declined changes nothing`() throws {
        let project = try Project()
        let complaint = #expect(throws: Complaint.self) {
            try project.time.run {
                try await project.deployment(confirm: { _ in false }).deploy(.sample())
            }
        }
        #expect(complaint?.exit == .refused)
        #expect(try project.history().isEmpty)
    }

    @Test func `what changed between plan and start is refused`() throws {
        let project = try Project()
        let world = project.world
        let complaint = #expect(throws: Complaint.self) {
            try project.time.run {
                try await project.deployment(confirm: { _ in
                    world.interfere(41)
                    return true
                }).deploy(.sample())
            }
        }
        #expect(complaint?.exit == .refused)
        #expect(
            complaint?.what
                == "alias live was changed by someone else while this rollout was planned"
        )
        #expect(try project.history().isEmpty)
        #expect(world.aws.calls(UpdateAlias.self).isEmpty)
    }

    @Test func `an interrupted rollout is open, refuses others, and is resumed`() throws {
        let project = try Project()
        project.interrupts.set([.interrupt])
        let report = try project.deploy(42, .steps((10, 20)))
        #expect(report.end == .interrupted(.interrupt))
        let name = try #require(report.rollout?.plan.rollout)
        let complaint = #expect(throws: Complaint.self) { try project.deploy(42) }
        #expect(complaint?.what == "rollout \(name) of orders:live is still open")
        let resumed = try project.time.run { try await project.deployment().resume(name) }
        #expect(resumed.end == .finished(.promotedUnjudged))
        let again = try project.time.run { try await project.deployment().resume(name) }
        #expect(again.end == .finished(.promotedUnjudged))
        #expect(again.entries == resumed.entries)
    }

    @Test func `a damaged journal refuses a deployment, and not a rollback`() throws {
        let project = try Project()
        let name = try project.openRollout()
        try project.folder.write("no journal\n", to: ".sluice/rollouts/\(name).jsonl")
        let complaint = #expect(throws: Complaint.self) { try project.deploy(43) }
        #expect(complaint?.what == "the journal of rollout \(name) cannot be used")
        let report = try project.rollback(to: 41)
        #expect(project.world.traffic() == Traffic(version: Version(41)))
        #expect(report.notes.count == 1)
        #expect(report.notes.first?.contains(name) == true)
    }

    @Test func `two deployments of one target do not run at once`() throws {
        let project = try Project()
        let (first, second) = (project.deployment(), project.deployment())
        let (time, intent) = (project.time, project.intent(42, .steps((10, 20))))
        let complaint = try time.run {
            async let report = first.deploy(intent)
            try await time.sleep(until: time.now.advanced(by: .seconds(5)), tolerance: nil)
            let complaint = await #expect(throws: Complaint.self) {
                try await second.deploy(intent)
            }
            _ = try await report
            return complaint
        }
        #expect(complaint?.exit == .refused)
    }

    @Test func `names of rollouts order by time`() {
        var random = SeededRandom(seed: 1)
        let names = [1_767_263_960, 1_767_263_961, 1_999_999_999].map {
            RolloutName.make(at: Timestamp(second: $0), random: &random)
        }
        #expect(names == names.sorted())
        #expect(names.allSatisfy { $0.hasPrefix("r-") && $0.count == 14 })
    }

    @Test func `the overview says who points at a version and why it must stay`() throws {
        let world = AliasWorld(.split)
        world.aws
            .on(ListVersionsByFunction.self) { query in
                query.marker == nil
                    ? .init(
                        nextMarker: "2",
                        versions: [.sample("$LATEST"), .sample("9"), .sample("41")]
                    )
                    : .init(versions: [.sample("42")])
            }
            .on(ListAliases.self) { _ in .init(aliases: [.init("live", .split)]) }
        let overview = try VirtualTime().run {
            try await VersionsOverview(of: "orders", aws: world.aws)
        }
        #expect(overview.rows.map(\.version.name) == ["42", "41", "9"])
        #expect(overview.rows[0].aliases == [.init(name: "live", weight: .percent(10))])
        #expect(overview.rows[1].protected == ["serves live"])
        #expect(overview.rows[2].protected.isEmpty)
    }
}
