// SPDX-License-Identifier: Apache-2.0
import Foundation
import SluiceBase
import SluiceStats
import Testing

/// The published figures of the method, computed twice elsewhere (doubles, and 60 digits).
@Suite struct VectorTests {
    @Test func `one copy gives the published evidence`() throws {
        for vector in try Vector.all("R") {
            var evidence = ComparisonEvidence()
            for batch in try vector.batches("batches_xb_nb_xc_nc") { evidence.take(batch) }
            try vector.expect(evidence.log10)
        }
    }

    @Test func `the absolute test gives the published evidence`() throws {
        for vector in try Vector.all("A") {
            var evidence = AbsoluteEvidence(p0: try vector.number("p0"))
            let batch = Batch(
                candidateFailures: Int(try vector.number("x")),
                candidateCalls: Int(try vector.number("n"))
            )
            evidence.take(batch)
            try vector.expect(evidence.log10)
        }
    }

    @Test func `latency gives the published evidence`() throws {
        for vector in try Vector.all("L") {
            let sets = try vector.batches("sets_xb_nb_xc_nc")
            var evidence = LatencyEvidence()
            evidence.take(.init(p50: sets[0], p90: sets[1], p99: sets[2]))
            try vector.expect(evidence.log10)
        }
    }

    @Test func `restarts give the published evidence`() throws {
        for vector in try Vector.all("M") {
            var evidence = ErrorEvidence()
            for segment in try vector.segments("segments_xb_nb_xc_nc") {
                evidence.open(.compare)
                for batch in segment { evidence.take(batch) }
            }
            try vector.expect(evidence.log10)
        }
    }

    @Test func `all metrics together give the published evidence`() throws {
        for vector in try Vector.all("C") {
            var evidence = CombinedEvidence()
            for segment in try vector.segments("errors_segments") {
                evidence.errors.open(.compare)
                for batch in segment { evidence.take(errors: batch) }
            }
            try vector.expect(evidence.log10)
        }
    }

    @Test func `counts without calls at a configured share give the published evidence`() throws {
        for vector in try Vector.all("W") {
            var evidence = ComparisonEvidence()
            evidence.take(
                stableFailures: Int(try vector.number("x_b")),
                candidateFailures: Int(try vector.number("x_c")),
                share: try vector.number("w")
            )
            try vector.expect(evidence.log10)
        }
    }

    @Test func `non-inferiority gives the published evidence`() throws {
        for vector in try Vector.all("N") where !vector.id.hasPrefix("N0") {
            var evidence = NonInferiorityEvidence(cap: try vector.number("cap"))
            evidence.take(
                failures: Int(try vector.number("x")),
                calls: Int(try vector.number("n"))
            )
            try vector.expect(evidence.log10)
        }
    }

    @Test(arguments: [(0.02, 169), (0.01, 340), (0.005, 682)])
    func `non-inferiority needs the published number of clean calls`(cap: Double, calls: Int) {
        #expect(NonInferiorityEvidence.callsNeeded(cap: cap) == calls)
    }

    @Test func `non-inferiority by ratio gives the published evidence`() throws {
        for vector in try Vector.all("Q") {
            var evidence = RatioNonInferiorityEvidence(limit: try vector.number("R"))
            for batch in try vector.batches("batches_xb_nb_xc_nc") { evidence.take(batch) }
            try vector.expect(evidence.log10)
        }
    }

    @Test func `the share check gives the published evidence`() throws {
        for vector in try Vector.all("S") {
            let share = try #require(Weight(fraction: try vector.number("w")))
            var evidence = ShareEvidence(weight: share)
            let (stable, candidate) = (try vector.number("n_b"), try vector.number("n_c"))
            evidence.take(Batch(stableCalls: Int(stable), candidateCalls: Int(candidate)))
            try vector.expect(evidence.log10)
        }
    }

    @Test func `the reference method gives the published evidence and agrees with ours`() throws {
        for vector in try Vector.all("B") {
            let (stable, candidate) = (try vector.number("x_b"), try vector.number("x_c"))
            let share = try vector.number("w")
            try vector.expect(LindonMalek.log10(stable, candidate, share))
        }
    }

    @Test func `every kind of vector is checked`() throws {
        let checked = [
            "R": 7, "W": 4, "A": 5, "N": 8, "Q": 2, "B": 5, "S": 4, "L": 2, "M": 3, "C": 2,
        ]
        let kinds = try Vector.all("").map { String($0.id.prefix(1)) }
        let counts = Dictionary(grouping: kinds) { $0 }.mapValues(\.count)
        #expect(counts == checked)
    }
}

/// The likelihood ratio of Lindon and Malek (2022) with a Beta(1/2, 1/2) prior on the candidate's
/// share of failures, cut off below the configured share: a reference, not shipped.
private enum LindonMalek {
    static func log10(_ stable: Double, _ candidate: Double, _ share: Double) -> Double {
        // With θ = sin²φ the prior is constant, and both integrands are smooth.
        let from = asin(share.squareRoot())
        let null = candidate * log(share) + stable * log1p(-share)
        let integral = simpson(from: from, to: .pi / 2) { angle in
            let (sine, cosine) = (sin(angle), cos(angle))
            let candidates = candidate == 0 ? 0 : 2 * candidate * log(sine)
            let stables = stable == 0 ? 0 : 2 * stable * log(max(cosine, 1e-300))
            return exp(candidates + stables - null)
        }
        return Foundation.log10(integral / (.pi / 2 - from))
    }

    private static func simpson(
        from: Double,
        to: Double,
        _ function: (Double) -> Double
    ) -> Double {
        let parts = 20_000
        let width = (to - from) / Double(parts)
        var sum = function(from) + function(to)
        for index in 1..<parts {
            sum += function(from + Double(index) * width) * (index % 2 == 1 ? 4 : 2)
        }
        return sum * width / 3
    }
}

/// One entry of the fixture.
private struct Vector {
    let id: String
    private let entry: [String: Any]

    static func all(_ kind: String) throws -> [Vector] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/canary-evidence.json")
        let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
        let entries = try #require(json as? [[String: Any]])
        let vectors = try entries.map {
            let id = try #require($0["id"] as? String)
            return Vector(id: id, entry: $0)
        }
        let chosen = vectors.filter { $0.id.hasPrefix(kind) }
        try #require(!chosen.isEmpty)
        return chosen
    }

    func expect(_ log10: Double) throws {
        let text = try #require(entry["log10E"] as? String)
        let wanted = try #require(Double(text))
        #expect(abs(log10 - wanted) < 1e-9, "\(id): \(log10) instead of \(wanted)")
    }

    func number(_ key: String) throws -> Double {
        let number = try input()[key] as? NSNumber
        return try #require(number?.doubleValue)
    }

    func batches(_ key: String) throws -> [Batch] {
        let rows = try input()[key] as? [[NSNumber]]
        return try Self.batches(#require(rows))
    }

    func segments(_ key: String) throws -> [[Batch]] {
        let rows = try input()[key] as? [[[NSNumber]]]
        return try #require(rows).map { try Self.batches($0) }
    }

    private func input() throws -> [String: Any] {
        try #require(entry["input"] as? [String: Any])
    }

    private static func batches(_ rows: [[NSNumber]]) throws -> [Batch] {
        try rows.map { row in
            try #require(row.count == 4)
            return Batch(
                stableFailures: row[0].intValue,
                stableCalls: row[1].intValue,
                candidateFailures: row[2].intValue,
                candidateCalls: row[3].intValue
            )
        }
    }
}
