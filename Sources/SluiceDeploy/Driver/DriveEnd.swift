// SPDX-License-Identifier: Apache-2.0
public import SluiceCore

/// How driving a rollout ended; only the first of these ends the rollout itself.
public enum DriveEnd: Hashable, Sendable {
    /// The rollout is over.
    case finished(Outcome)
    /// Somebody wished to stop; the rollout is open and can be resumed.
    case interrupted(Interrupt)
    /// It went as far as it was to go; the rollout is paused there and can be resumed.
    case reached
    /// Nothing can be done from here; the rollout is open.
    case left(Hold)
}
