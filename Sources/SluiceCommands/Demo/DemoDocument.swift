// SPDX-License-Identifier: Apache-2.0
import SluiceCore

/// What `demo` prints with `--output json`.
struct DemoDocument: Hashable, Encodable, Sendable {
    /// The calls of the load.
    struct Requests: Hashable, Encodable, Sendable {
        var sent: Int
        var answered: Int
        var failed: Int
        var dropped: Int
    }

    /// A target, and how long its bad version kept its traffic once it had failed.
    struct Bad: Hashable, Encodable, Sendable {
        var target: TargetReport
        /// From the answer to the first failed call to the acknowledged write that took the traffic away.
        var secondsToRollback: Double?

        private enum CodingKeys: String, CodingKey {
            case secondsToRollback
        }

        /// Writes the target's fields and its own into one object.
        func encode(to encoder: any Encoder) throws {
            try target.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(secondsToRollback, forKey: .secondsToRollback)
        }
    }

    var good: TargetReport
    var bad: Bad
    var requests: Requests

    /// What did not go as it should; empty when all did.
    var wrong: [String] {
        var wrong: [String] = []
        if good.outcome != "promoted" { wrong.append("the good version ended \(good.outcome)") }
        if bad.target.outcome != "rolledBack" {
            wrong.append("the bad version ended \(bad.target.outcome)")
        }
        if bad.target.traffic != [good.candidate ?? "": 1] {
            wrong.append("the good version does not have all traffic at the end")
        }
        if requests.dropped > 0 {
            wrong.append("\(Numbers.counted(requests.dropped, "request")) dropped")
        }
        return wrong
    }
}
