// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceStats
import Testing

@Suite struct VerdictTests {
    private static let failed = Batch(stableCalls: 9, candidateFailures: 1, candidateCalls: 1)

    @Test func `two clean failures at ten per cent warn, three roll back`() {
        var evidence = CombinedEvidence()
        #expect(evidence.verdict(alpha: 0.01) == .continue)
        evidence.take(errors: Self.failed)
        #expect(evidence.verdict(alpha: 0.01) == .continue)
        evidence.take(errors: Self.failed)
        #expect(evidence.verdict(alpha: 0.01) == .caution)
        evidence.take(errors: Self.failed)
        #expect(evidence.verdict(alpha: 0.01) == .rollBack)
    }

    @Test func `a rollback that was due once stays due`() {
        var evidence = CombinedEvidence()
        for _ in 0..<3 { evidence.take(errors: Self.failed) }
        evidence.take(errors: Batch(stableFailures: 900, stableCalls: 9000, candidateCalls: 1000))
        #expect(evidence.log10 < 1)
        #expect(evidence.verdict(alpha: 0.01) == .rollBack)
        #expect(evidence.failuresNeeded(at: .percent(10), alpha: 0.01) == 0)
    }

    @Test(arguments: [
        (0.01, 1, 2), (0.01, 2, 2), (0.01, 5, 3), (0.01, 10, 3), (0.01, 20, 5), (0.01, 25, 5),
        (0.01, 50, 10), (0.01, 75, 23), (0.01, 90, 62),
        (0.05, 1, 2), (0.05, 5, 2), (0.05, 10, 3), (0.05, 20, 4), (0.05, 50, 7), (0.05, 75, 17),
        (0.05, 90, 45),
    ])
    func `failures needed are those of the method's table`(alpha: Double, percent: Int, needed: Int)
    {
        var evidence = CombinedEvidence()
        evidence.errors.open(.compare)
        #expect(evidence.failuresNeeded(at: .percent(percent), alpha: alpha) == needed)
    }

    @Test func `later copies need more failures`() {
        let fiveMinutes = Batch(
            stableFailures: 27,
            stableCalls: 2700,
            candidateFailures: 3,
            candidateCalls: 300
        )
        var evidence = CombinedEvidence()
        evidence.take(errors: fiveMinutes, seconds: 300)
        evidence.errors.open(.compare)
        #expect(evidence.failuresNeeded(at: .percent(10), alpha: 0.01) == 4)
        var second = evidence
        second.take(errors: fiveMinutes)
        second.errors.open(.compare)
        #expect(second.failuresNeeded(at: .percent(50), alpha: 0.01) == 13)
        for _ in 1..<6 {
            evidence.take(errors: fiveMinutes)
            evidence.errors.open(.compare)
        }
        #expect(evidence.failuresNeeded(at: .percent(10), alpha: 0.01) == 5)
    }

    @Test func `where nobody failed before, a second step at a half needs nine`() {
        var evidence = CombinedEvidence()
        evidence.take(errors: Batch(stableCalls: 2700, candidateCalls: 300), seconds: 300)
        evidence.errors.open(.compare)
        #expect(evidence.failuresNeeded(at: .percent(50), alpha: 0.01) == 9)
    }

    @Test(arguments: [1, 5, 10, 25, 50, 75, 90])
    func `exactly the failures needed roll back`(percent: Int) throws {
        let failure = Batch(
            stableCalls: 100 - percent,
            candidateFailures: 1,
            candidateCalls: percent
        )
        let healthy = Batch(stableFailures: 1, stableCalls: 900, candidateCalls: 300)
        for mode in [ErrorEvidence.Mode.compare, .absolute(p0: 0.01)] {
            var evidence = CombinedEvidence()
            evidence.errors.open(.compare)
            evidence.take(errors: healthy)
            evidence.errors.open(mode)
            let weight = Weight.percent(percent)
            let needed = try #require(evidence.failuresNeeded(at: weight, alpha: 0.01))
            let one = mode == .compare ? failure : Batch(candidateFailures: 1, candidateCalls: 1)
            for _ in 1..<needed { evidence.take(errors: one) }
            #expect(evidence.verdict(alpha: 0.01) != .rollBack)
            evidence.take(errors: one)
            #expect(evidence.verdict(alpha: 0.01) == .rollBack)
        }
    }

    @Test func `where nothing can be compared no number of failures is enough`() {
        let evidence = CombinedEvidence()
        #expect(evidence.failuresNeeded(at: .all, alpha: 0.01) == nil)
        #expect(evidence.failuresNeeded(at: .none, alpha: 0.01) == nil)
    }

    @Test(arguments: [(11, 0.5), (30, 0.2), (61, 0.1), (124, 0.05), (313, 0.02)])
    func `a bake catches what the method's table says`(calls: Int, rate: Double) throws {
        let caught = CombinedEvidence.detectable(calls: calls, failuresNeeded: 3, power: 0.95)
        #expect(try #require(caught) <= rate)
        let fewer = CombinedEvidence.detectable(calls: calls - 1, failuresNeeded: 3, power: 0.95)
        #expect(try #require(fewer) > rate)
    }

    @Test func `what a bake catches holds at the edges`() throws {
        #expect(CombinedEvidence.detectable(calls: 2, failuresNeeded: 3, power: 0.95) == nil)
        #expect(CombinedEvidence.detectable(calls: 2, failuresNeeded: 0, power: 0.95) == 0)
        let many = CombinedEvidence.detectable(
            calls: 1_000_000_000_000,
            failuresNeeded: 3,
            power: 0.95
        )
        let rate = try #require(many)
        #expect(rate > 6.2e-12 && rate < 6.4e-12)
        let half = CombinedEvidence.detectable(
            calls: 1_000_000_000,
            failuresNeeded: 500_000_000,
            power: 0.95
        )
        #expect(abs(try #require(half) - 0.5) < 0.001)
    }
}

@Suite struct BatchBuilderTests {
    @Test func `a batch closes after one second and ten calls at ten per cent`() {
        var builder = BatchBuilder(weight: .percent(10))
        for second in 1...9 {
            #expect(builder.take(Batch(stableCalls: 1)) == nil)
            #expect(builder.openSeconds == second)
        }
        let closed = builder.take(Batch(candidateFailures: 1, candidateCalls: 1))
        #expect(
            closed
                == .init(
                    batch: Batch(stableCalls: 9, candidateFailures: 1, candidateCalls: 1),
                    seconds: 10
                )
        )
        #expect(builder == BatchBuilder(weight: .percent(10)))
    }

    @Test func `counts that come late do not close a batch by themselves`() {
        var builder = BatchBuilder(weight: .percent(50))
        #expect(builder.take(Batch(stableCalls: 100, candidateCalls: 100), seconds: 0) == nil)
        #expect(builder.take(Batch())?.batch.calls == 200)
    }

    @Test(arguments: [(1, 10_000), (1000, 10), (3000, 4), (10_000, 1), (0, Int.max)])
    func `the calls a batch needs are one over the weight`(basisPoints: Int, calls: Int) {
        #expect(BatchBuilder(weight: Weight(basisPoints: basisPoints)).callsNeeded == calls)
    }

    @Test func `the end of a weight closes what is open, but not an empty batch`() {
        var builder = BatchBuilder(weight: .percent(1))
        #expect(builder.finish() == nil)
        _ = builder.take(Batch(stableCalls: 3))
        #expect(builder.finish() == .init(batch: Batch(stableCalls: 3), seconds: 1))
    }
}
