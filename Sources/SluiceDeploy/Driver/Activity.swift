// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore

/// Something that goes on beside the driver's loop.
enum Activity: Hashable, Sendable {
    /// One call to AWS, or one gate.
    case action(Action)
    /// A look at the agenda at this time.
    case wake(at: Timestamp)
    /// Listening for what other shells ask.
    case listen
    /// Listening for a wish to stop.
    case interrupt
    /// The time until the next sign that the loop goes round.
    case beat

    /// The write that it is, if it is one.
    var write: Action? {
        if case .action(let action) = self, action.writes { action } else { nil }
    }
}

/// How an activity ended.
enum Ended: Sendable {
    case event(Activity, Event)
    case woke(Activity)
    case asked([Request])
    case interrupted(Interrupt?)
}
