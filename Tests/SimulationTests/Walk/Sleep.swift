// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import Synchronization

@testable import SluiceSimulation

/// A process that is stopped after one of its calls and goes on much later, as if nothing were.
final class Sleep: Sendable {
    private struct State {
        var calls = 0
        var end: Timestamp?
    }

    private let call: Int
    private let time: Duration
    private let state = Mutex(State())

    /// It falls asleep after this call, from 1; after none with `nil`.
    init(afterCall call: Int? = nil, for time: Duration = .zero) {
        self.call = call ?? 0
        self.time = time
    }

    /// Whether it has fallen asleep.
    var hasBegun: Bool { state.withLock { $0.end != nil } }

    /// A call was answered.
    func count(at now: Timestamp) {
        state.withLock { state in
            state.calls += 1
            if state.calls == call { state.end = now.advanced(by: time) }
        }
    }

    /// Nothing of the process goes on while it sleeps.
    func wait(_ process: SimProcess) async {
        guard let end = state.withLock({ $0.end }) else { return }
        let left = process.executor.now.duration(to: end)
        if left > .zero { await process.pass(left) }
    }
}
