// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SystemPackage
import Testing

@testable import SluiceDeploy

/// Processes with another `HOME` (sudo, cron, a container) have another folder of locks, and the same
/// journals.
@Suite struct OtherHomeTests {
    private let project: Project
    private var otherLocks: TargetLock {
        TargetLock(directory: project.folder.path.appending("elsewhere"), clock: project.time)
    }
    private let other = DriverIdentity(pid: 9, host: "build", who: "root")

    init() throws { project = try Project() }

    /// Does something from another `HOME` while a process drives.
    private func whileDriven(
        _ body: @escaping @Sendable (Deployment, String) async throws -> Void
    ) throws -> Report {
        let (intent, time, store) = (
            project.intent(42, .steps((10, 600), (50, 600))), project.time, project.store
        )
        let driver = project.deployment()
        let deployment = project.deployment(other, locks: otherLocks)
        return try time.run {
            async let driving = driver.deploy(intent)
            try await time.sleep(until: time.now.advanced(by: .seconds(5)), tolerance: nil)
            try await body(deployment, try #require(try await store.names().last))
            return try await driving
        }
    }

    @Test func `a pause from another HOME is the driver's to take in, and stays`() throws {
        let store = project.store
        let report = try whileDriven { deployment, name in
            let paused = try await deployment.ask(.pause, of: name, reason: "look")
            #expect(paused.isDriven)
            #expect(paused.rollout?.pause?.who == "root")
            let still = try await store.rollout(name)
            #expect(still.pause?.reason == "look")
            _ = try await deployment.ask(.promoteAll, of: name)
        }
        #expect(report.end == .finished(.promotedUnjudged))
        #expect(report.rollout?.requests.map(\.verb) == [.pause, .promoteAll])
    }

    @Test func `a rollout is not driven twice, and who drives it is named`() throws {
        let report = try whileDriven { deployment, name in
            let refusal = await #expect(throws: Complaint.self) {
                try await deployment.resume(name)
            }
            #expect(
                refusal?.text == """
                    error: orders:live is being moved by another process
                      why    process 4711 on build drives \(name), started by mira
                      now    Sluice changed nothing
                      next   sluice status
                             sluice abort \(name)
                    """
            )
            #expect(refusal?.exit == .refused)
        }
        #expect(report.end == .finished(.promotedUnjudged))
    }

    @Test func `an abort from another HOME is the driver's to carry out`() throws {
        let report = try whileDriven { deployment, name in
            let ended = try await deployment.abort(name)
            #expect(ended.end == .finished(.rolledBack(Reason(.operator, "aborted by root"))))
        }
        #expect(report.end == .finished(.rolledBack(Reason(.operator, "aborted by root"))))
        #expect(project.world.traffic() == Traffic(version: Version(41)))
    }

    @Test func `who drives is seen from another HOME, until it ends`() throws {
        let (target, time, store) = (project.target, project.time, project.store)
        let locks = otherLocks.sharing(store.home, on: "build")
        _ = try whileDriven { _, name in
            let driving = try #require(try await locks.driving(target))
            #expect(driving.holder.driver == .mira)
            #expect(driving.isAnswering(at: time.now))
            #expect(try await locks.driving(rollout: name)?.holder.driver == .mira)
            await #expect(throws: Complaint.self) {
                _ = try await store.setAside(name, at: time.now, locks: locks)
            }
        }
        #expect(try time.run { try await locks.anyHolder(of: target) } == nil)
    }
}
