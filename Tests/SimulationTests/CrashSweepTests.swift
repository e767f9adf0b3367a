// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceDeploy
import SluiceSimulation
import Testing

/// The real driver, platform and model, killed at every seam call, before and after its effect.
@Suite struct CrashSweepTests {
    @Test(arguments: SweepCase.all)
    func `killed at every call, a new driver ends it the same`(sample: SweepCase) throws {
        let reference = try sample.run(kills: [])
        #expect(reference.outcome?.word == sample.expected)
        #expect(reference.world.violations == [])
        var kills = 0
        for number in 1...Self.killsMax {
            let run = try sample.run(kills: [number])
            guard run.killed == 1 else { break }
            kills += 1
            let differences = run.differences(from: reference)
            #expect(differences == [], "kill \(number)")
            guard differences.isEmpty else { return }
        }
        print("| crash sweep, \(sample.name): \(kills) kills, 0 differences")
        #expect(kills > 10)
        #expect(kills < Self.killsMax)
    }

    @Test func `killed twice at random calls, a third driver ends it the same`() async throws {
        let pairs = Search.number("PAIRS") ?? Self.pairsOfCI
        let references = try SweepCase.all.map { try $0.run(kills: []) }
        let found = try await Search.inLanes { lane, lanes in
            var lost: [String] = []
            for pair in 0..<pairs where pair % lanes == lane {
                var random = SeededRandom(seed: UInt64(pair)).fork("pairs")
                let index = Int(random.fraction() * Double(SweepCase.all.count))
                let (sample, reference) = (SweepCase.all[index], references[index])
                let kills = (0..<2).map { _ in
                    1 + Int(random.fraction() * Double(reference.seamCalls * 2))
                }
                let run = try sample.run(kills: kills)
                lost += run.differences(from: reference)
                    .map { "pair \(pair), \(sample.name) at \(kills): \($0)" }
            }
            return lost
        }
        let lost = found.results.flatMap { $0 }
        print(
            "| crash sweep: \(pairs) pairs of kills, \(lost.count) differences, "
                + "\(found.rate(pairs)) a second and core"
        )
        #expect(lost.prefix(5) == [])
    }

    static let killsMax = 2_000
    /// How many pairs of kills CI looks at.
    static let pairsOfCI = 1_000

    @Test func `a bad candidate loses its traffic within five seconds`() throws {
        let writes = try SweepCase.named("bad canary").run(kills: []).world.writes
        #expect(writes.count == 2)
        #expect(writes[0].at.duration(to: writes[1].at) <= .seconds(5))
    }

    @Test func `a step lasts at least its bake`() throws {
        let writes = try SweepCase.named("good canary").run(kills: []).world.writes
        #expect(writes.count == 3)
        #expect(writes[0].at.duration(to: writes[1].at) >= .seconds(6))
        #expect(writes[1].at.duration(to: writes[2].at) >= .seconds(4))
    }
}

extension SimRun {
    /// What is other than in the run that nobody killed.
    fileprivate func differences(from reference: SimRun) -> [String] {
        var found: [String] = world.violations.map { "\($0.rule): \($0.text)" }
        func compare<T: Equatable>(_ what: String, _ mine: T, _ theirs: T) {
            if mine != theirs { found.append("\(what): \(mine), not \(theirs)") }
        }
        compare("outcome", outcome?.word, reference.outcome?.word)
        compare("traffic", world.traffic, reference.world.traffic)
        compare("versions", world.publishedVersions, reference.world.publishedVersions)
        compare("served", world.writes.map(\.traffic), reference.world.writes.map(\.traffic))
        compare("code of $LATEST", world.latestPackage, reference.world.latestPackage)
        compare("steps", steps, reference.steps)
        return found
    }

    /// The steps that were decided on, up or down, each as often as it was.
    private var steps: [String] {
        world.entries.compactMap { entry in
            switch entry.event {
            case .decided(.advance(let step, _), _): "up to \(step)"
            case .decided(.descend, _): "down"
            default: nil
            }
        }
    }
}
