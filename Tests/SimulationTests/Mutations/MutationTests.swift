// SPDX-License-Identifier: Apache-2.0
import SluiceSimulation
import Testing

/// Each invariant has a driver that breaks it: a checker that lets it pass checks nothing.
@Suite struct MutationTests {
    @Test(arguments: Mutation.all)
    func `a driver that is broken on purpose is found within 1,000 seeds`(
        mutation: Mutation
    ) throws {
        let seed = try #require(try mutation.firstSeed(of: 1...1_000))
        print("| mutation \(mutation.testDescription): seed \(seed)")
    }

    @Test func `every invariant has a driver that breaks it`() {
        let caught = Set(Mutation.all.map(\.rule))
        #expect(Checker.Rule.allCases.filter { !caught.contains($0) } == [])
    }
}
