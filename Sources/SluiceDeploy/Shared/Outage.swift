// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire
import Synchronization

/// Remembers that a store did not answer, so that not each of the next calls waits for it again.
///
/// For commands that give traffic back: they need the journal for what they tell, and the alias for
/// what they do.
final class Outage: Sendable {
    // A class, because all copies of a bucket share what they have met.
    private let state = Mutex<(failure: AWSFailure, until: Timestamp)?>(nil)

    /// Nobody answered; for a while nobody is asked again.
    func begin(_ failure: AWSFailure, at now: Timestamp) {
        let until = now.advanced(by: Limits.emergencyBucketRest)
        state.withLock { $0 = (failure, until) }
    }

    /// How the last call failed, while nobody is asked again; else `nil`.
    func last(_ now: Timestamp) -> AWSFailure? {
        state.withLock { $0.flatMap { $0.until > now ? $0.failure : nil } }
    }
}
