// SPDX-License-Identifier: Apache-2.0

/// A step of policy: recorded before anything follows from it, and never taken back.
public enum Decision: Hashable, Codable, Sendable {
    /// The rollout goes to step `to`, counted from 0; the number of steps means 100 %.
    case advance(to: Int, grade: Grade)
    /// The stable version gets all traffic back; before any traffic, the rollout stops.
    case rollBack(Reason)
    /// The rollout waits.
    case hold(Hold)
    /// The hold is over.
    case release
    /// The step gets another bake.
    case extend
    /// The candidate's share goes down to that of this step, on its way back.
    case descend(to: Int)

    /// On what grounds a step was left forward.
    public enum Grade: String, Hashable, Codable, Sendable {
        /// The rollout starts, or there is nothing to judge in this strategy.
        case start
        /// The step baked and was judged.
        case baked
        /// The candidate was shown to be good enough before the step had baked.
        case early
        /// The step had too few calls, and the project chose to go on.
        case unjudged
        /// Somebody said so.
        case promoted
    }
}
