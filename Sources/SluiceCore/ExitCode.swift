// SPDX-License-Identifier: Apache-2.0

/// How the program ends: the contract with scripts.
public enum ExitCode: Int32, Hashable, Codable, Sendable {
    /// Promoted, unchanged, or left open as asked.
    case success = 0
    /// An error; also an unhealthy first deployment.
    case error = 1
    /// `plan --detailed-exitcode`: there are changes.
    case changes = 2
    /// The candidate had traffic and has none now.
    case rolledBack = 10
    /// A gate failed before any traffic moved.
    case gateFailed = 11
    /// Refused: policy, lock, ownership, a foreign change.
    case refused = 12
    /// Left open unasked.
    case leftOpen = 13
    /// Stopped by an operator before any traffic.
    case stopped = 14
    /// The command line or the project file.
    case usage = 64
    /// Interrupted by SIGINT; resumable.
    case interrupted = 130
    /// Interrupted by SIGTERM; resumable.
    case terminated = 143
}
