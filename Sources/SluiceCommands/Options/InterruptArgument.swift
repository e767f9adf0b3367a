// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import SluiceCore

/// `--on-interrupt`: what Ctrl-C does to a rollout.
enum InterruptArgument: String, ExpressibleByArgument, CaseIterable, Sendable {
    /// It stays as it is and can be resumed.
    case leave
    /// The stable version gets all traffic back.
    case rollback

    /// The policy of the same name.
    var policy: InterruptPolicy {
        switch self {
        case .leave: .leave
        case .rollback: .rollback
        }
    }
}
