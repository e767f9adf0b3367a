// SPDX-License-Identifier: Apache-2.0
public import SluiceCore

/// A wish to stop, from the terminal or from whoever runs the process.
public enum Interrupt: String, Hashable, Codable, Sendable {
    /// SIGINT: Ctrl-C.
    case interrupt
    /// SIGTERM.
    case terminate

    /// How the program ends when it left because of this.
    public var exit: ExitCode {
        switch self {
        case .interrupt: .interrupted
        case .terminate: .terminated
        }
    }

    /// The signal's name.
    var signal: String {
        switch self {
        case .interrupt: "SIGINT"
        case .terminate: "SIGTERM"
        }
    }
}
