// SPDX-License-Identifier: Apache-2.0
import SluiceCore

extension Complaint {
    /// What went wrong and why, without where the traffic is: for a sentence about something else.
    static func words(of error: any Error) -> String {
        let known = error as? Complaint ?? (error as? JournalFailure)?.complaint
        guard let known else { return "\(error)" }
        return ([known.what] + known.why).joined(separator: "; ")
    }
}
