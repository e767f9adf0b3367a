// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceStats
import Testing

@testable import SluiceCommands

@Suite struct CompareTests {
    private func comparison(
        stable: Counts,
        candidate: Counts?,
        periods: Int = 1
    ) -> VersionComparison {
        var comparison = VersionComparison(
            stable: .init(
                version: Version(41),
                weight: candidate == nil ? .all : .percent(90),
                latency: ["p50": 41.3, "p90": 88, "p99": 212]
            ),
            candidate: candidate.map { _ in
                .init(
                    version: Version(42),
                    weight: .percent(10),
                    latency: ["p50": 40, "p99": 1_219]
                )
            },
            from: Timestamp(second: 1_700_000_000),
            until: Timestamp(second: 1_700_003_600),
            period: 60
        )
        for _ in 0..<periods { comparison.take(stable: stable, candidate: candidate) }
        return comparison
    }

    private func text(_ comparison: VersionComparison, _ guards: Guards = Guards()) -> String {
        CompareText(
            comparison: comparison,
            name: "orders:live",
            guards: guards,
            here: "production"
        )
        .text(width: 100)
    }

    @Test func `a version that fails beside nothing is not called healthy`() throws {
        var alone = comparison(stable: Counts(), candidate: Counts(failures: 200, calls: 200))
        alone.leftOut = 377
        let said = text(alone)
        #expect(said.contains("v42 failed 200 of 200 calls; there is nothing to compare it with"))
        #expect(said.contains("next      sluice rollback production"))
        #expect(said.contains("left out  377 calls: around a shift, or not known whose"))
        #expect(!said.contains("nothing to stop for"))
        let json = try JSONText.line(
            CompareDocument(alone, function: "orders", alias: "live", alpha: 0.01)
        )
        #expect(json.contains(#""verdict":"notCompared""#))
        #expect(json.contains(#""leftOut":377"#))
    }

    @Test func `what is not counted is told`() {
        let both = comparison(
            stable: Counts(failures: 1, calls: 540),
            candidate: Counts(calls: 60)
        )
        let guards = Guards(failures: [.function, .log(pattern: "ERROR")])
        #expect(text(both, guards).contains("Lambda's own Errors alone"))
        #expect(!text(both).contains("Errors alone"))
    }

    @Test(arguments: [(0, 19, "notCompared"), (0, 20, "continue"), (3, 10, "rollBack")])
    func `silence is no health in the document either`(
        failures: Int,
        calls: Int,
        verdict: String
    ) throws {
        let few = comparison(
            stable: Counts(calls: 200),
            candidate: Counts(failures: failures, calls: calls)
        )
        let json = try JSONText.line(
            CompareDocument(few, function: "orders", alias: "live", alpha: 0.01)
        )
        #expect(json.contains("\"verdict\":\"\(verdict)\""))
    }

    @Test func `one that serves well beside nothing is not said to be worse`() {
        let said = text(comparison(stable: Counts(), candidate: Counts(failures: 0, calls: 200)))
        #expect(said.contains("v41 was not called: there is nothing to compare"))
        #expect(!said.contains("rollback"))
    }

    @Test func `a version that serves alone and fails is told with the way back`() {
        let said = text(comparison(stable: Counts(failures: 60, calls: 600), candidate: nil))
        #expect(said.contains("v41 failed 60 of 600 calls"))
        #expect(said.contains("next      sluice rollback production"))
    }

    @Test func `people see a row a version and what the judge makes of it`() throws {
        let texts = [
            comparison(
                stable: Counts(failures: 1, calls: 1_068),
                candidate: Counts(calls: 119),
                periods: 3
            ),
            comparison(stable: Counts(calls: 90), candidate: Counts(failures: 2, calls: 10)),
            comparison(
                stable: Counts(failures: 1, calls: 540),
                candidate: Counts(failures: 7, calls: 61)
            ),
            comparison(stable: Counts(failures: 2, calls: 600), candidate: nil),
            comparison(stable: Counts(), candidate: Counts()),
        ]
        try Snapshot.expect(texts.map { text($0) }.joined(separator: "\n\n"), "compare")
    }

    @Test func `slow and throttled calls are part of what the judge makes of it`() throws {
        var slow = comparison(stable: Counts(calls: 900), candidate: nil)
        slow.candidate = .init(version: Version(42), weight: .percent(10))
        for _ in 0..<60 {
            slow.take(
                stable: Counts(calls: 90),
                candidate: Counts(calls: 10),
                latency: .init(
                    stable: SlowCalls(p50: 45, p90: 9, p99: 1, calls: 90),
                    candidate: SlowCalls(p50: 10, p90: 8, p99: 5, calls: 10)
                ),
                throttles: .init(stable: 1, candidate: 0)
            )
        }
        let guards = Guards(latencyMargin: 0.2, throttles: true)
        let said = text(slow, guards)
        #expect(said.contains("a rollout would go back from 100"))
        #expect(said.contains("made of   failed calls 1.0, slow calls"))
        #expect(!said.contains("left out  latency"))
        let json = try JSONText.line(
            CompareDocument(slow, function: "orders", alias: "live", alpha: 0.01)
        )
        #expect(json.contains(#""metrics":{"errors":0,"latency":"#))
        #expect(json.contains(#""verdict":"rollBack""#))
    }

    @Test func `latency that is asked for and not known is told as left out`() {
        let both = comparison(stable: Counts(calls: 90), candidate: Counts(calls: 10))
        #expect(text(both, Guards(latencyMargin: 0.2)).contains("left out  latency"))
        #expect(!text(both).contains("left out  latency"))
    }

    @Test func `the document is as documented`() throws {
        let document = CompareDocument(
            comparison(stable: Counts(calls: 90), candidate: Counts(failures: 3, calls: 10)),
            function: "orders",
            alias: "live",
            alpha: 0.01
        )
        let json = try JSONText.line(document)
        #expect(json.contains(#""alias":"live","from":"2023-11-14T22:13:20"#))
        #expect(json.contains(#""calls":10,"failed":3"#))
        #expect(json.contains(#""verdict":"rollBack""#))
    }
}
