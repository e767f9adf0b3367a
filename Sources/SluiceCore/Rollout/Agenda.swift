// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// What should be going on now: asked again after every event.
public struct Agenda: Hashable, Sendable {
    /// A step of policy to record before anything else.
    public var decision: Decision?
    /// What should be in flight.
    public var actions: [Action]
    /// When to look again at the latest.
    public var wakeAt: Timestamp?
    /// The end, to be recorded.
    public var outcome: Outcome?
    /// Nothing can be done from here: the rollout is left open, for this reason.
    public var leave: Hold?

    /// Makes an agenda.
    public init(
        decision: Decision? = nil,
        actions: [Action] = [],
        wakeAt: Timestamp? = nil,
        outcome: Outcome? = nil,
        leave: Hold? = nil
    ) {
        self.decision = decision
        self.actions = actions
        self.wakeAt = wakeAt
        self.outcome = outcome
        self.leave = leave
    }

    /// Wakes no later than this.
    mutating func wake(at time: Timestamp) { wakeAt = min(wakeAt ?? time, time) }
}
