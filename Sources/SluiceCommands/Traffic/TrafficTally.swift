// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Synchronization

/// The counts of calls that end side by side, and when each version failed first.
final class TrafficTally: Sendable {
    // A class, because callers and readers share it.
    private struct State {
        var counts = TrafficCounts()
        var firstFailures: [String: Timestamp] = [:]
    }

    private let state = Mutex(State())

    /// What was counted so far.
    var counts: TrafficCounts { state.withLock { $0.counts } }

    /// Takes in how a call ended, and when its answer came.
    func record(_ ending: TrafficCounts.Ending, at time: Timestamp) {
        state.withLock { state in
            state.counts.count(ending)
            if case .ran(let version, true) = ending, state.firstFailures[version] == nil {
                state.firstFailures[version] = time
            }
        }
    }

    /// When the answer to a version's first failed call came; `nil` while none failed.
    func firstFailure(of version: String) -> Timestamp? {
        state.withLock { $0.firstFailures[version] }
    }
}
