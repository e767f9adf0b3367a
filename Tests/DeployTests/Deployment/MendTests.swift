// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceDeploy

/// What `doctor --fix` does to an alias.
@Suite struct MendTests {
    private func claim(_ project: Project, _ rollout: String = "r-other") -> String {
        let claim = Claim(rollout: rollout, until: project.time.now.advanced(by: .seconds(3600)))
        return claim.text(before: "mine", place: "1/2") ?? ""
    }

    private func mend(
        _ project: Project,
        _ body: @escaping @Sendable (Deployment) async throws -> AliasState
    ) throws -> AliasState {
        let deployment = project.deployment()
        return try project.time.run { try await body(deployment) }
    }

    @Test func `weights that nobody owns go`() throws {
        let project = try Project()
        project.world.split(42, at: .percent(30))
        let state = try mend(project) { try await $0.clearWeights(.sample()) }
        #expect(state.traffic == Traffic(version: Version(41)))
        #expect(project.world.traffic() == Traffic(version: Version(41)))
    }

    @Test func `the weights of a rollout on another machine stay, by its claim`() throws {
        let project = try Project()
        project.world.split(42, at: .percent(30))
        project.world.describe(claim(project))
        let complaint = #expect(throws: Complaint.self) {
            try mend(project) { try await $0.clearWeights(.sample()) }
        }
        #expect(complaint?.exit == .refused)
        #expect(project.world.traffic()?.text == "v41 70 %, v42 30 %")
        #expect(project.world.aws.calls(UpdateAlias.self).isEmpty)
    }

    @Test func `and by its lease`() throws {
        let project = try Project(isShared: true)
        project.world.split(42, at: .percent(30))
        let leases = try #require(project.store.home.leases)
        let holder = TargetLock.Holder(
            driver: DriverIdentity(pid: 7, host: "other", who: "jo"),
            rollout: "r-other"
        )
        let (deployment, target) = (project.deployment(), project.target)
        let complaint = try project.time.run {
            try await leases.holding(target, as: holder, on: "m2") { _ in
                await #expect(throws: Complaint.self) {
                    try await deployment.clearWeights(.sample())
                }
            }
        }
        #expect(complaint?.exit == .refused)
        #expect(project.world.traffic()?.text == "v41 70 %, v42 30 %")
    }

    @Test func `the weights of an open rollout stay`() throws {
        let project = try Project()
        _ = try project.openRollout()
        let complaint = #expect(throws: Complaint.self) {
            try mend(project) { try await $0.clearWeights(.sample()) }
        }
        #expect(complaint?.exit == .refused)
        #expect(project.world.traffic()?.text == "v41 90 %, v42 10 %")
    }

    @Test func `a claim that a rollout left goes, and with it nothing else`() throws {
        let project = try Project()
        let name = try project.openRollout()
        _ = try project.aSecondLater { try await $0.abort(name) }
        project.world.describe(claim(project, name))
        let state = try mend(project) { try await $0.clearClaim(.sample()) }
        #expect(state.description == "mine")
        #expect(project.world.description == "mine")
    }

    @Test(arguments: [false, true])
    func `weights go that a rollout left whose journal was put aside`(isShared: Bool) throws {
        let project = try Project(isShared: isShared)
        let name = try project.openRollout()
        project.world.describe(claim(project, name))
        let (store, locks, time) = (project.store, project.locks, project.time)
        let (target, deployment) = (project.target, project.deployment())
        let state = AliasState.split
        #expect(
            try time.run {
                var state = state
                state.description = "sluice \(name) 1/2 until 2099-01-01T00:00Z"
                let wasClaimed = try await deployment.isClaimed(state, on: target)
                _ = try await store.setAside(name, at: time.now, locks: locks)
                let isClaimed = try await deployment.isClaimed(state, on: target)
                return [wasClaimed, isClaimed]
            } == [true, false]
        )
        let mended = try mend(project) { try await $0.clearWeights(.sample()) }
        #expect(mended.traffic == Traffic(version: Version(41)))
        #expect(mended.description == "mine")
    }

    @Test func `a claim of a rollout that is not known here stays until it is void`() throws {
        let project = try Project()
        project.world.describe(claim(project))
        #expect(throws: Complaint.self) {
            try mend(project) { try await $0.clearClaim(.sample()) }
        }
        let time = project.time
        let state = try mend(project) { deployment in
            let later = time.now.advanced(by: .seconds(3700))
            try await time.sleep(until: later, tolerance: nil)
            return try await deployment.clearClaim(.sample())
        }
        #expect(state.description == "mine")
    }
}
