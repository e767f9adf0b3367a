// SPDX-License-Identifier: Apache-2.0

/// What a deployment does while another rollout of its target is open.
public enum WhenOpen: Hashable, Sendable {
    /// It is refused, and says what can be done.
    case refuse
    /// It waits for the other one to end, at most this long.
    case wait(Duration)
    /// It gives all traffic to the other one's stable version, and goes on from there.
    case supersede
}
