// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceStats

extension Judge {
    /// What a reading adds to a window.
    struct Addition: Hashable, Sendable {
        let start: Timestamp
        let isProbe: Bool
        let stable: Counts
        let candidate: Counts
        let slow: Observation.Latency?
        let throttles: Observation.Throttles?
        /// All that is known of the window now.
        let held: Observation.Window

        var isEmpty: Bool {
            stable == Counts() && candidate == Counts() && slow == nil && throttles == nil
        }

        /// Whether it is about calls of the alias, not of the function alone.
        var tellsOfCalls: Bool {
            stable != Counts() || candidate != Counts() || slow != nil
                || (throttles.map { $0.stable + $0.candidate > 0 } ?? false)
        }

        /// Failed calls; those that became visible after their calls count with all calls of the
        /// window.
        var failed: Batch {
            let isLate = stable.failures > stable.calls || candidate.failures > candidate.calls
            return Batch(
                stableFailures: stable.failures,
                stableCalls: isLate ? held.stable.calls : stable.calls,
                candidateFailures: candidate.failures,
                candidateCalls: isLate ? held.candidate.calls : candidate.calls
            )
        }

        /// Throttled calls among calls and throttled calls.
        func throttled(_ throttles: Observation.Throttles) -> Batch {
            let isLate = stable.calls == 0 && candidate.calls == 0
            let (stable, candidate) =
                isLate
                ? (held.stable.calls, held.candidate.calls) : (stable.calls, candidate.calls)
            return Batch(
                stableFailures: throttles.stable,
                stableCalls: stable + throttles.stable,
                candidateFailures: throttles.candidate,
                candidateCalls: candidate + throttles.candidate
            )
        }
    }
}
