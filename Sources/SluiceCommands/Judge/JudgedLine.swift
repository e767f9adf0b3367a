import SluiceCore
// SPDX-License-Identifier: Apache-2.0
import SluiceStats

/// One batch as it is recorded: counts a metric, and how long it lasted.
struct JudgedLine {
    /// What was read.
    private(set) var interval = Judgement.Interval()
    /// Whether anything was.
    private(set) var hasKeys = false

    /// Reads a whole batch.
    static func interval(_ scanner: inout JSONScanner) throws -> Judgement.Interval {
        var line = JudgedLine()
        try scanner.object("a batch") { scanner, key in try line.take(key, &scanner) }
        return line.interval
    }

    /// Reads the value of a key.
    mutating func take(_ key: String, _ scanner: inout JSONScanner) throws {
        hasKeys = true
        switch key {
        case "errors": interval.errors = try Self.counts(&scanner, key)
        case "throttles": interval.throttles = try Self.counts(&scanner, key)
        case "seconds": interval.seconds = try scanner.count(key)
        case "latency":
            var found = interval
            try scanner.object(key) { scanner, quantile in
                let counts = { try Self.counts(&$0, "latency.\(quantile)") }
                switch quantile {
                case "p50": found.p50 = try counts(&scanner)
                case "p90": found.p90 = try counts(&scanner)
                case "p99": found.p99 = try counts(&scanner)
                default: throw scanner.fault("unknown key '\(quantile)' in latency")
                }
            }
            interval = found
        default: throw scanner.fault("unknown key '\(key)' in a batch")
        }
    }

    /// `[x_b, n_b, x_c, n_c]`: failures and calls of the stable version, then of the candidate.
    private static func counts(_ scanner: inout JSONScanner, _ name: String) throws -> Batch {
        var counts = SIMD4<Int>.zero
        var length = 0
        try scanner.array(name) { scanner, index in
            guard index < 4 else { throw scanner.fault("\(name) has more than 4 counts") }
            counts[index] = try scanner.count("\(name)[\(index)]")
            length = index + 1
        }
        guard length == 4 else {
            throw scanner.fault("\(name) has \(length) counts; [x_b, n_b, x_c, n_c] are 4")
        }
        for (version, at) in [("stable version", 0), ("candidate", 2)]
        where counts[at] > counts[at + 1] {
            throw scanner.fault(
                "\(name) has \(counts[at]) of \(Numbers.counted(counts[at + 1], "call")) of the \(version)"
            )
        }
        return Batch(
            stableFailures: counts[0],
            stableCalls: counts[1],
            candidateFailures: counts[2],
            candidateCalls: counts[3]
        )
    }
}
