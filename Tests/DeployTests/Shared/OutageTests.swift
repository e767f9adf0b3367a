// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire
import SystemPackage
import Testing

@testable import SluiceDeploy

/// A bucket of journals that is away for a while in the midst of a bake.
@Suite struct OutageTests {
    /// How it is away.
    enum Kind: CaseIterable, Sendable {
        case failing, refusing, hanging

        func begin(_ bucket: MemoryBucket, _ isAway: Bool) {
            switch self {
            case .failing:
                bucket.fails(
                    with: isAway
                        ? AWSFailure(code: "InternalError", message: "try again", status: 500) : nil
                )
            case .refusing: bucket.isDown(isAway)
            case .hanging: bucket.isSilent(isAway)
            }
        }
    }

    private let project: Project
    private let bucket: MemoryBucket

    init() throws {
        project = try Project(isShared: true)
        bucket = try #require(project.bucket)
    }

    private func intent() -> Intent {
        var intent = project.intent(42, .steps((10, 40)))
        intent.guards = Guards()
        return intent
    }

    /// Both versions have calls in each second, and the candidate fails half of them or none.
    private func call(isBad: Bool) {
        project.world.aws.replace(GetMetricData.self) { query in
            let seconds = (query.startTime.time.second..<query.endTime.time.second).map {
                WireTimestamp(Timestamp(second: $0))
            }
            return GetMetricData.Output(
                metricDataResults: query.metricDataQueries.map { one in
                    let value: Double =
                        switch one.id {
                        case "n0": 100
                        case "n1": 10
                        case "x0", "x1": isBad ? 5 : 0
                        default: 0
                        }
                    return MetricDataResult(
                        id: one.id,
                        timestamps: seconds,
                        values: seconds.map { _ in value }
                    )
                }
            )
        }
    }

    /// A deployment during whose bake something happens, and how long it took.
    private func deploy(
        interrupt: @escaping @Sendable () async -> Interrupt? = { nil },
        ended: @escaping @Sendable (Timestamp) -> Void = { _ in },
        meanwhile: @escaping @Sendable () async throws -> Void = {}
    ) throws -> Report {
        let (intent, time, world) = (intent(), project.time, project.world)
        let deployment = project.deployment(interrupt: interrupt)
        return try time.run {
            async let driving = {
                let report = try await deployment.deploy(intent)
                ended(time.now)
                return report
            }()
            while world.traffic()?.weighted == nil {
                try await time.sleep(
                    until: time.now.advanced(by: .milliseconds(50)),
                    tolerance: nil
                )
            }
            try await time.sleep(until: time.now.advanced(by: .milliseconds(1500)), tolerance: nil)
            try await meanwhile()
            return try await driving
        }
    }

    private func outage(_ kind: Kind, _ seconds: Int) -> @Sendable () async throws -> Void {
        let (bucket, time) = (bucket, project.time)
        return {
            kind.begin(bucket, true)
            try await time.sleep(until: time.now.advanced(by: .seconds(seconds)), tolerance: nil)
            kind.begin(bucket, false)
        }
    }

    @Test(arguments: Kind.allCases, [3, 20])
    func `a good candidate does not lose its traffic to a bucket that is away for a while`(
        kind: Kind,
        seconds: Int
    ) throws {
        call(isBad: false)
        let report = try deploy(meanwhile: outage(kind, seconds))
        #expect(report.end == .finished(.promoted))
        #expect(report.complaint == nil)
        #expect(project.world.traffic() == Traffic(version: Version(42)))
    }

    @Test(arguments: Kind.allCases, [3, 20])
    func `a bad candidate is rolled back once the bucket takes lines again`(
        kind: Kind,
        seconds: Int
    ) throws {
        call(isBad: true)
        let report = try deploy(meanwhile: outage(kind, seconds))
        guard case .finished(.rolledBack(let reason)) = report.end else {
            Issue.record("not rolled back: \(report.end)")
            return
        }
        #expect(reason.kind == .errors)
        #expect(project.world.traffic() == Traffic(version: Version(41)))
    }

    @Test(arguments: Kind.allCases, [true, false])
    func `before the lease runs out all traffic is given back, and the rollout can be resumed`(
        kind: Kind,
        isBad: Bool
    ) throws {
        call(isBad: isBad)
        let (time, world) = (project.time, project.world)
        let begun = time.now
        let givenBackAt = Box<Timestamp?>(nil)
        let outage = outage(kind, 70)
        let report = try deploy(
            meanwhile: {
                async let away: Void = outage()
                while world.traffic()?.weighted != nil {
                    try await time.sleep(
                        until: time.now.advanced(by: .milliseconds(100)),
                        tolerance: nil
                    )
                }
                givenBackAt.set(time.now)
                try await away
            })
        #expect(report.end == .open)
        #expect(report.complaint?.what.hasSuffix("cannot be written") == true)
        let name = try #require(report.rollout?.plan.rollout)
        #expect(
            report.complaint?.next == ["once its bucket answers again: sluice resume \(name)"]
        )
        #expect(world.traffic() == Traffic(version: Version(41)))
        // The lease was renewed at the beginning last.
        let seconds = begun.duration(to: try #require(givenBackAt.get()))
        #expect(seconds >= .seconds(44) && seconds <= .seconds(50))
        let again = try project.aSecondLater { try await $0.resume(name) }
        #expect(again.rollout?.outcome != nil)
    }

    @Test func `a line that says that traffic goes back is not waited for long`() throws {
        call(isBad: true)
        let (bucket, time, world) = (bucket, project.time, project.world)
        let refusedAt = Box<Timestamp?>(nil)
        let backAt = Box<Timestamp?>(nil)
        bucket.before {
            let journals = bucket.keys.filter { $0.hasSuffix(".jsonl") }
            let isDecided = journals.contains {
                bucket.text($0)?.contains("rollBack") ?? false
            }
            guard isDecided, refusedAt.get() == nil else { return }
            refusedAt.set(time.now)
            bucket.refuses(".jsonl")
        }
        let report = try deploy(
            meanwhile: {
                while world.traffic()?.weighted != nil {
                    let next = time.now.advanced(by: .milliseconds(100))
                    try await time.sleep(until: next, tolerance: nil)
                }
                backAt.set(time.now)
                bucket.before(nil)
            })
        #expect(report.end == .open)
        let waited = try #require(refusedAt.get()).duration(to: try #require(backAt.get()))
        #expect(waited >= .seconds(4) && waited <= .seconds(8))
    }

    @Test func `what a person takes back waits for no bucket that takes no line`() throws {
        let name = try project.openRollout()
        project.interrupts.set([])
        let world = project.world
        #expect(world.traffic()?.weighted != nil)
        let deployment = project.deployment(
            store: JournalStore(home: bucket.home(isEmergency: true))
        )
        let begun = project.time.now
        // The lease and requests are taken, and lines of the journal are not.
        bucket.refuses(".jsonl")
        let report = try project.time.run { try await deployment.abort(name) }
        #expect(world.traffic() == Traffic(version: Version(41)))
        #expect(report.complaint?.what.hasSuffix("cannot be written") == true)
        #expect(begun.duration(to: project.time.now) < .seconds(15))
    }

    @Test func `a settle that finishes waits for a bucket that takes no line for a moment`() throws
    {
        let name = try project.openRollout()
        project.interrupts.set([])
        project.world.interfere(42)
        let deployment = project.deployment(
            store: JournalStore(home: bucket.home(isEmergency: true))
        )
        let (bucket, time) = (bucket, project.time)
        bucket.refuses(".jsonl")
        let report = try time.run {
            async let settled = deployment.settle(name, reason: "the job ends")
            try await time.sleep(until: time.now.advanced(by: .seconds(3)), tolerance: nil)
            bucket.refuses(nil)
            return try await settled
        }
        #expect(report.rollout?.outcome?.word.hasPrefix("promoted") == true)
        #expect(project.world.traffic() == Traffic(version: Version(42)))
    }

    @Test func `an abort that reached nobody says so while a driver may go on`() throws {
        let (name, time, store) = ("r-1", project.time, project.store)
        let target = project.target
        let locks = project.locks.sharing(store.home, on: DriverIdentity.mira.host)
        let holder = TargetLock.Holder(driver: .mira, rollout: name)
        let elsewhere = project.deployment(
            DriverIdentity(pid: 12, host: "elsewhere", who: "jo"),
            locks: TargetLock(directory: project.folder.path.appending("elsewhere"), clock: time)
        )
        var scene = try Scene.serving41()
        scene.target = target
        let plan = try Plan(intent(), given: scene, rollout: name)
        let bucket = bucket
        let report = try time.run {
            let entry = Entry(n: 1, at: time.now, event: .started(plan: plan))
            try await store.create(name).append(entry)
            return try await locks.holdingLease(target, as: holder) { _ in
                bucket.refuses(".requests")
                return try await elsewhere.abort(name)
            }
        }
        // It goes on to its first shift.
        #expect(report.end == .open)
        #expect(report.complaint?.what == "rollout r-1 could not be told to stop")
        #expect(report.complaint?.exit == .leftOpen)
        #expect(report.complaint?.now == ["traffic is v41 100 %; Sluice changed nothing"])
        #expect(report.notes == [])
    }

    private func interrupts(_ seconds: Int64...) -> @Sendable () async -> Interrupt? {
        let (left, time) = (Box(seconds), project.time)
        let begun = time.now
        return {
            let next = left.change { $0.isEmpty ? nil : $0.removeFirst() }
            let end = next.map { begun.advanced(by: .seconds($0)) } ?? .distantFuture
            do { try await time.sleep(until: end, tolerance: nil) } catch { return nil }
            return .interrupt
        }
    }

    @Test(arguments: Kind.allCases)
    func `a wish to stop shortens the tries, and what nobody can record is given back`(kind: Kind)
        throws
    {
        call(isBad: false)
        let begun = project.time.now
        let report = try deploy(interrupt: interrupts(8), meanwhile: outage(kind, 20))
        #expect(report.complaint?.what.hasSuffix("cannot be written") == true)
        #expect(project.world.traffic() == Traffic(version: Version(41)))
        // Until the bucket is back the lease cannot be given back.
        #expect(begun.duration(to: project.time.now) <= .seconds(30))
        #expect(report.rollout.map { begun.duration(to: $0.lastAt) < .seconds(15) } == true)
    }

    @Test(arguments: Kind.allCases)
    func `a second wish to stop ends the tries at once and leaves the traffic`(kind: Kind) throws {
        call(isBad: false)
        let endedAt = Box<Timestamp?>(nil)
        let begun = project.time.now
        let report = try deploy(
            interrupt: interrupts(8, 10),
            ended: { endedAt.set($0) },
            meanwhile: outage(kind, 20)
        )
        #expect(report.end == .interrupted(.interrupt))
        #expect(begun.duration(to: try #require(endedAt.get())) <= .milliseconds(12_500))
        #expect(project.world.traffic()?.weighted != nil)
    }

    @Test func `a look for requests that has no answer does not hold up a rollback`() throws {
        call(isBad: true)
        bucket.hangs(".requests")
        let begun = project.time.now
        let report = try deploy()
        guard case .finished(.rolledBack) = report.end else {
            Issue.record("not rolled back: \(report.end)")
            return
        }
        #expect(begun.duration(to: project.time.now) <= .seconds(40))
    }
}
