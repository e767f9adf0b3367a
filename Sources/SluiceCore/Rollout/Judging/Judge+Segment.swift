// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceStats

extension Judge {
    /// A stretch of time with one weight, and what of it is still open.
    struct Segment: Hashable, Sendable {
        /// What is known of how long it lasts.
        enum Length: Hashable, Sendable {
            /// Long enough to be judged by itself.
            case whole
            /// A step too short for that: it is judged with those beside it, the candidate alone.
            case ramp
            /// Somebody else ends it, and it had neither a whole window nor an end.
            case unknown
        }

        /// When its weight was acknowledged.
        let begunAt: Timestamp
        /// From here on windows are its own.
        var from: Timestamp
        /// From here on windows hold no call of the weight before.
        let pureFrom: Timestamp
        /// When the write that ended it was begun.
        var to: Timestamp?
        /// How its failed calls are judged.
        var mode: ErrorEvidence.Mode
        /// Whether it is a step too short to be judged by itself.
        var length: Length
        /// While this lasts its calls are not judged for their latency: cold starts.
        let warmUp: Range<Timestamp>
        /// The counts that make no batch yet.
        var builder: BatchBuilder
        var slow: LatencyEvidence.Counts?
        var throttled: Batch?
        /// The same for Sluice's own calls.
        var probes = BatchBuilder(weight: .percent(50))
        /// Whether calls are shared as the weight says.
        var share: ShareEvidence

        /// Whether a window is judged here.
        ///
        /// A window with two weights in it is compared nowhere; a ramp compares nothing.
        func holds(_ start: Timestamp, _ period: Duration) -> Bool {
            switch length {
            case .unknown: false
            case .whole: isPure(start, period)
            case .ramp: start >= from && (to.map { start < $0 } ?? true)
            }
        }

        /// Whether all calls of a window were shared by this segment's weight.
        func isPure(_ start: Timestamp, _ period: Duration) -> Bool {
            start >= pureFrom && (to.map { start.advanced(by: period) <= $0 } ?? true)
        }

        var isAbsolute: Bool { mode != .compare }
        var isRamp: Bool { length == .ramp }
        var mayBeRamp: Bool { length != .whole }
    }

    /// What one window is known to hold, and whose calls they are.
    struct Place: Hashable, Sendable {
        var start: Timestamp
        var isProbe: Bool
    }

    /// What pushed the evidence over the threshold.
    public struct Crossing: Hashable, Sendable {
        /// The metric that weighs most in it.
        public let kind: Reason.Kind
        /// Whether the calls that did it had no stable version to be compared with.
        public let isAbsolute: Bool
    }
}

extension LatencyEvidence.Counts {
    /// The counts of both versions in a window.
    init(stable: SlowCalls, candidate: SlowCalls) {
        func batch(_ slow: KeyPath<SlowCalls, Int>) -> Batch {
            Batch(
                stableFailures: stable[keyPath: slow],
                stableCalls: stable.calls,
                candidateFailures: candidate[keyPath: slow],
                candidateCalls: candidate.calls
            )
        }
        self.init(p50: batch(\.p50), p90: batch(\.p90), p99: batch(\.p99))
    }

    /// Both as one; only for intervals of the same weight.
    static func + (left: Self, right: Self) -> Self {
        Self(p50: left.p50 + right.p50, p90: left.p90 + right.p90, p99: left.p99 + right.p99)
    }
}

extension Counts {
    /// What this reading has more than the one before; never negative.
    func beyond(_ known: Counts) -> Counts {
        Counts(failures: max(0, failures - known.failures), calls: max(0, calls - known.calls))
    }
}

extension SlowCalls {
    /// What this reading has more than the one before; never negative.
    func beyond(_ known: SlowCalls) -> SlowCalls {
        SlowCalls(
            p50: max(0, p50 - known.p50),
            p90: max(0, p90 - known.p90),
            p99: max(0, p99 - known.p99),
            calls: max(0, calls - known.calls)
        )
    }

    /// The same slow calls among these calls, where they became known after them.
    func among(_ known: SlowCalls) -> SlowCalls {
        guard max(p50, p90, p99) > calls else { return self }
        return SlowCalls(p50: p50, p90: p90, p99: p99, calls: known.calls)
    }
}
