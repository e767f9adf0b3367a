// SPDX-License-Identifier: Apache-2.0

/// What bounds a simulation.
enum Limits {
    /// How often a flapping alarm changes its state.
    static let flaps = 6
    /// Jobs that may run while virtual time stands still: more go round in circles.
    static let jobsAtOneTime = 200_000
    /// Processes that one rollout may need, one after the other.
    static let processesMax = 60
    /// The longest single nap of a sleep, as `SystemClock` has it.
    static let nap = Duration.seconds(30)
    /// Snapshots of the world that are kept for stale reads.
    static let snapshotsMax = 4
    /// What a rollout may take beyond its bakes and holds once nothing is in its way.
    static let patience = Duration.seconds(1_500)
    /// How often a driver may leave a rollout open before a person asks for its end.
    static let leavesMax = 2
}
