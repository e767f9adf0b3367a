// SPDX-License-Identifier: Apache-2.0
import SluiceBase

// A stable version that AWS has put to sleep is no way back until it is awake.
extension Rollout {
    /// What is still to do until the stable version can be called; `nil` when it can.
    func wakingStable(at now: Timestamp) -> Agenda? {
        guard let sleeper = plan.sleeping, !stableIsAwake else { return nil }
        guard wakes > 0 else {
            return Agenda(actions: [.wake(version: sleeper, attempt: 0)])
        }
        return settling(at: now) { .readVersion(version: sleeper, attempt: $0) }
    }

    /// Takes in a reading of it.
    mutating func seeStable(_ state: FunctionState) {
        guard state.state == .active else { return }
        stableIsAwake = true
        reads = Reads()
    }
}
