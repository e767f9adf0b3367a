// SPDX-License-Identifier: Apache-2.0
import Foundation
import SluiceBase
import SluiceCore
import SluiceWire
import Testing

@testable import SluiceSimulation

/// The whole walk of a deployment with its journal in a bucket: killed or asleep anywhere, another
/// machine with an empty disk goes on, and only once the lease has run out.
@Suite struct WalkTests {
    /// What one walk came to.
    private struct Walk {
        var world: SimWorld
        var bucket: SharedBucket
        var seams = 0
        var hasSlept = false

        var outcome: String? { world.outcome?.word }
        /// When each process took the journal, by its number.
        var drivers: [(pid: Int, at: Timestamp)] {
            world.entries.compactMap { entry in
                if case .driving(let driver) = entry.event { (driver.pid, entry.at) } else { nil }
            }
        }
        /// What happened, for whoever looks for the reason.
        var text: String {
            world.text(after: SimRun(world)).split(separator: "\n").map { "| \($0)" }
                .joined(separator: "\n")
        }
        var findings: [String] {
            world.violations.map { "\($0.rule.rawValue): \($0.text)" }
                + bucket.stolen.map { "a lease that holds was taken by \($0)" }
        }
    }

    /// A folder for the locks of each machine, for the time of one walk.
    private func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder =
            FileManager.default.temporaryDirectory.path + "/sluice-walk-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try body(folder)
    }

    /// One machine after the other: the first is killed at this point, the next one begins at once.
    private func walk(
        _ sample: WalkCase = .version,
        killAt: Int?,
        in given: SimWorld? = nil,
        outage: Outage? = nil,
        isThief: Bool = false
    ) throws -> Walk {
        try withFolder { folder in
            let world = try given ?? sample.world()
            var walk = Walk(world: world, bucket: SharedBucket(world, outage: outage))
            for pid in 1...2 {
                let process = SimProcess(world, pid: pid, killAt: pid == 1 ? killAt : nil)
                var machine = Machine(
                    process: process,
                    bucket: walk.bucket,
                    folder: "\(folder)/\(pid)"
                )
                if isThief, pid == 2 {
                    machine.host = "machine-1"
                    try Self.copyName(of: "\(folder)/1", to: machine.folder)
                }
                try Self.writePackage(in: machine.folder)
                let late = world.now.advanced(by: .seconds(7_200))
                let end = process.executor.run(until: late) { [machine] in
                    try await machine.walk(sample)
                }
                world.now = max(world.now, process.executor.now)
                walk.seams += process.seamCalls
                switch end {
                case .returned: return walk
                case .killed: continue
                default: world.note(.liveness, "process \(pid): \(end)")
                }
            }
            return walk
        }
    }

    /// Every machine has the sources; what a rollout ships is in the bucket.
    private static func writePackage(in folder: String) throws {
        let files = FileManager.default
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(WalkCase.content.utf8).write(to: URL(fileURLWithPath: "\(folder)/new.zip"))
    }

    /// Gives a machine the name by which the other one's leases know it.
    private static func copyName(of from: String, to folder: String) throws {
        let files = FileManager.default
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try files.copyItem(atPath: "\(from)/machine", toPath: "\(folder)/machine")
    }

    /// Two machines side by side: the first falls asleep, and the second one begins meanwhile.
    private func walk(
        _ sample: WalkCase = .version,
        asleepAfter call: Int,
        isUnfenced: Bool = false
    ) throws -> Walk {
        try withFolder { folder in
            let world = try sample.world()
            let executor = SimExecutor(now: world.now)
            let bucket = SharedBucket(world)
            let sleep = Sleep(afterCall: call, for: .seconds(150))
            let machines = [1, 2].map { pid in
                Machine(
                    process: SimProcess(world, pid: pid, executor: executor),
                    bucket: bucket,
                    folder: "\(folder)/\(pid)",
                    sleep: pid == 1 ? sleep : Sleep(),
                    isUnfenced: isUnfenced
                )
            }
            for machine in machines { try Self.writePackage(in: machine.folder) }
            let end = executor.run(until: world.now.advanced(by: .seconds(3_600))) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        // Who was taken over is refused, and says so.
                        try? await machines[0].walk(sample)
                    }
                    group.addTask {
                        let process = machines[1].process
                        while !sleep.hasBegun, !Self.isOver(world) {
                            await process.pass(.milliseconds(500))
                        }
                        if sleep.hasBegun { try await machines[1].walk(sample) }
                    }
                    try await group.waitForAll()
                }
            }
            if case .returned = end {} else { world.note(.liveness, "\(end)") }
            return Walk(world: world, bucket: bucket, hasSlept: sleep.hasBegun)
        }
    }

    private static func isOver(_ world: SimWorld) -> Bool { world.outcome != nil }

    @Test(arguments: WalkCase.all)
    func `killed anywhere, another machine ends it once the lease has run out`(
        sample: WalkCase
    ) throws {
        let reference = try walk(sample, killAt: nil)
        #expect(reference.findings == [])
        #expect(reference.outcome == sample.outcome)
        #expect(reference.world.traffic == Traffic(version: sample.served))
        var kills = 0
        for number in 1...(reference.seams * 2) {
            let walk = try walk(sample, killAt: number)
            kills += 1
            #expect(walk.findings == [], "kill \(number)")
            #expect(walk.outcome == sample.outcome, "kill \(number)")
            #expect(walk.world.traffic == reference.world.traffic, "kill \(number)")
            #expect(
                walk.world.writes.map(\.traffic) == reference.world.writes.map(\.traffic),
                "kill \(number)"
            )
            if walk.drivers.map(\.pid) == [1, 2] {
                let between = walk.drivers[0].at.duration(to: walk.drivers[1].at)
                #expect(between >= .seconds(60), "kill \(number)")
            }
            guard walk.findings.isEmpty, walk.outcome == sample.outcome else {
                return print(walk.text)
            }
        }
        print("| walks over a shared journal, \(sample.name): \(kills) kills, 0 differences")
        #expect(kills > 20)
    }

    @Test(arguments: WalkCase.all)
    func `a driver that slept while another machine took over does nothing more`(
        sample: WalkCase
    ) throws {
        var sleeps = 0
        for call in 1...400 {
            let walk = try walk(sample, asleepAfter: call)
            guard walk.hasSlept else { break }
            sleeps += 1
            #expect(walk.findings == [], "asleep after call \(call)")
            #expect(walk.outcome == sample.outcome, "asleep after call \(call)")
            #expect(walk.world.traffic == Traffic(version: sample.served), "asleep after \(call)")
            guard walk.findings.isEmpty, walk.outcome == sample.outcome else {
                return print(walk.text)
            }
        }
        print("| walks over a shared journal, \(sample.name): \(sleeps) sleepers, 0 differences")
        #expect(sleeps > 10)
    }

    @Test(arguments: [UInt64(1), 2, 3, 4])
    func `killed at a random call while AWS and the bucket fail, it ends soundly`(
        lane: UInt64
    ) throws {
        var outcomes: [String: Int] = [:]
        let count = UInt64(Search.number("WALKS") ?? Self.walksOfCI)
        for seed in (lane * 100_000)..<(lane * 100_000 + count) {
            let (walk, killAt) = try walk(seed)
            #expect(walk.findings == [], "seed \(seed), killed at \(killAt)")
            #expect(walk.outcome != nil, "seed \(seed), killed at \(killAt)")
            if !walk.findings.isEmpty { print(walk.text) }
            outcomes[walk.outcome ?? "open", default: 0] += 1
        }
        print("| walks over a shared journal with faults: \(outcomes.sorted { $0.key < $1.key })")
        #expect(outcomes["promoted", default: 0] > 0)
        #expect(outcomes["rolledBack", default: 0] > 0)
    }

    /// The walk of a seed, with its faults and its outage, and where its first machine is killed.
    private func walk(_ seed: UInt64) throws -> (Walk, killAt: Int) {
        var random = SeededRandom(seed: seed).fork("walk")
        let faults = FaultPlan(
            seed: seed,
            of: [
                .throttling, .serverError, .serverErrorAfter, .answerLost, .connectionLost,
                .slowCalls, .staleRead,
            ],
            from: SimWorld.beginning,
            length: .seconds(20)
        )
        let killAt = 1 + Int(random.fraction() * 220)
        let sample = WalkCase.all[Int(seed) % WalkCase.all.count]
        let world = try sample.world(seed, faults)
        let outage = Outage(seed, from: SimWorld.beginning)
        return (try walk(sample, killAt: killAt, in: world, outage: outage), killAt)
    }

    /// How many random walks CI looks at in each lane.
    private static let walksOfCI = 40

    @Test func `a machine that goes by another's name is found to take its lease`() throws {
        let walk = try walk(killAt: 90, isThief: true)
        #expect(walk.bucket.stolen.count == 1)
    }

    @Test func `drivers that ask for no lease are found`() throws {
        let found = try (1...150).contains { call in
            try walk(asleepAfter: call, isUnfenced: true).findings
                .contains { $0.hasPrefix(Checker.Rule.oneDriver.rawValue) }
        }
        #expect(found)
    }

}
