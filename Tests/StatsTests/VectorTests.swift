// SPDX-License-Identifier: Apache-2.0
import Foundation
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

    @Test func `every vector is checked or left out for a reason`() throws {
        let reasons = [
            "W": "the form with the configured weight is not used: it trusts the share of calls",
            "N": "early promotion is not offered",
            "Q": "early promotion is not offered",
            "B": "a reference method, never shipped",
            "S": "the share check is not offered",
        ]
        let checked = ["R": 7, "A": 5, "L": 2, "M": 3, "C": 2]
        let kinds = try Vector.all("").map { String($0.id.prefix(1)) }
        for kind in kinds where reasons[kind] == nil {
            #expect(checked[kind] == kinds.filter { $0 == kind }.count, "\(kind)")
        }
        #expect(Set(kinds) == Set(checked.keys).union(reasons.keys))
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
