// SPDX-License-Identifier: Apache-2.0

extension Rollout {
    /// The outcome as people are told it.
    ///
    /// The machine ends a rollback by hand as promoted: its destination has all traffic. Whoever
    /// went back calls it rolled back, with the reason that they gave.
    public var toldOutcome: Outcome? {
        guard plan.isRollback, outcome == .promoted else { return outcome }
        return .rolledBack(Reason(.operator, plan.wordsOfReturn))
    }
}
