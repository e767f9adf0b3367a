// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Evidence from failed calls over a whole rollout, with restarts.
///
/// A regression may start late; evidence that has seen an hour of health would then take long to
/// turn. So a fresh copy starts at each weight and every 300 s, and all copies run on to the end.
/// Copy 0 weighs 1/2, copy s weighs 1/(2s(s+1)), copies not yet started count 1; the sum keeps
/// the guarantee of one copy. A copy is of the kind of the segment in which it started, comparing
/// or absolute; in segments of the other kind its factor is 1.
///
/// *Source.* The sum is a mixture of evidence processes with weights that add up to 1. A copy may start at
/// any stopping time, because it is worth 1 until then; Ville's inequality holds for the sum as for one.
///
/// *Bounded.* The weighted copies of one kind always take the same factors, so they are kept as
/// their sum, one number a supposed ratio: 14 numbers and two counts, however many copies there
/// are, and constant work a batch.
public struct ErrorEvidence: Hashable, Codable, Sendable {
    /// How the calls of a segment are judged.
    public enum Mode: Hashable, Codable, Sendable {
        /// Against the stable version's calls at the same time.
        case compare
        /// Against a limit, where hardly anybody calls the stable version.
        case absolute(p0: Double)
    }

    /// After how many seconds a fresh copy starts.
    public static let restartSeconds = 300

    /// How the present segment is judged.
    public private(set) var mode = Mode.compare
    /// How many copies have started.
    public private(set) var copies = 0
    private var absoluteCopies = 0
    private var secondsOfYoungest = 0
    /// ln of the weighted sum of the comparing copies, one a supposed ratio; 0 when there is none.
    private(set) var comparing = SIMD8<Double>.zero
    /// ln of the weighted sum of the absolute copies, one a supposed rate; 0 when there is none.
    private(set) var absolute = SIMD8<Double>.zero

    /// Starts at 1, without a copy.
    public init() {}

    /// Starts a segment, and with it a fresh copy: at each change of weight.
    public mutating func open(_ mode: Mode) {
        self.mode = mode
        secondsOfYoungest = 0
        let weight = copies == 0 ? 0.5 : 0.5 / (Double(copies) * Double(copies + 1))
        switch mode {
        case .compare:
            comparing = Self.add(weight, to: comparing, isFirst: comparingCopies == 0)
        case .absolute:
            absolute = Self.add(weight, to: absolute, isFirst: absoluteCopies == 0)
            absoluteCopies += 1
        }
        copies += 1
    }

    /// Adds a batch that lasted this long; when the youngest copy is 300 s old, a fresh one starts first.
    ///
    /// With `seconds` 0 nothing ages: for counts that arrived late and for callers that restart
    /// by `open(_:)`. Without an open segment a comparing one is opened.
    ///
    /// - Parameters:
    ///   - batch: What was counted.
    ///   - segment: How the segment that the batch comes from is judged; `nil` for the present one.
    ///   - seconds: How long it lasted.
    ///   - retryFactor: By what failures are divided where one event may fail several times.
    public mutating func take(
        _ batch: Batch,
        of segment: Mode? = nil,
        seconds: Int = 0,
        retryFactor: Double = 1
    ) {
        var shares = ShareLogs()
        take(batch, of: segment, seconds: seconds, retryFactor: retryFactor, shares: &shares)
    }

    mutating func take(
        _ batch: Batch,
        of segment: Mode?,
        seconds: Int,
        retryFactor: Double,
        shares: inout ShareLogs
    ) {
        if copies == 0 || secondsOfYoungest >= Self.restartSeconds { open(mode) }
        secondsOfYoungest = secondsOfYoungest.saturatingSum(max(0, seconds))
        switch segment ?? mode {
        case .compare:
            comparing += ComparisonEvidence.factors(
                of: batch,
                retryFactor: retryFactor,
                shares: &shares
            )
        case .absolute(let p0):
            absolute += AbsoluteEvidence.factors(of: batch, p0: p0, retryFactor: retryFactor)
        }
    }

    /// The decimal logarithm of the evidence; never NaN.
    public var log10: Double { log10(comparing: comparing, absolute: absolute) }

    /// The evidence if the kept sums were these.
    func log10(comparing: SIMD8<Double>, absolute: SIMD8<Double>) -> Double {
        guard copies > 0 else { return 0 }
        var sum = LogSum()
        if comparingCopies > 0 {
            for index in comparing.indices { sum.add(comparing[index] + Self.logEighth) }
        }
        if absoluteCopies > 0 {
            for index in AbsoluteEvidence.rates { sum.add(absolute[index] + Self.logSixth) }
        }
        // The copies that have not started are worth 1 each; their weights sum to this.
        sum.add(log(0.5 / Double(copies)))
        return sum.log10
    }

    /// The evidence is at most this, for three exponentials instead of fifteen.
    var bound: Double {
        guard copies > 0 else { return 1 }
        let compared = comparingCopies > 0 ? exp(comparing.max()) : 0
        // The two unused places of `absolute` can only make the bound larger.
        let limited = absoluteCopies > 0 ? exp(absolute.max()) : 0
        return compared + limited + 0.5 / Double(copies)
    }

    private var comparingCopies: Int { copies - absoluteCopies }

    private static let logEighth = log(1.0 / 8)
    private static let logSixth = log(1.0 / 6)

    private static func add(
        _ weight: Double,
        to logs: SIMD8<Double>,
        isFirst: Bool
    ) -> SIMD8<Double> {
        let fresh = log(weight)
        guard !isFirst else { return SIMD8(repeating: fresh) }
        var sums = logs
        for index in logs.indices { sums[index] = LogSum.of(logs[index], fresh) }
        return sums
    }
}
