// SPDX-License-Identifier: Apache-2.0

/// How a process ended.
public enum ChildExit: Sendable, Hashable, CustomStringConvertible {
    /// It ended by itself with this status.
    case exited(Int32)
    /// This signal ended it.
    case signalled(Int32)

    init(code: Int32) { self = code < 0 ? .signalled(-code) : .exited(code) }

    /// Whether it ended by itself with 0.
    public var isSuccess: Bool { self == .exited(0) }

    /// `exit status 1`, `signal: segmentation fault`: the words that Lambda uses.
    public var description: String {
        switch self {
        case .exited(let status): "exit status \(status)"
        case .signalled(let signal): "signal: \(Self.names[signal] ?? "signal \(signal)")"
        }
    }

    private static let names: [Int32: String] = [
        1: "hangup", 2: "interrupt", 3: "quit", 4: "illegal instruction",
        5: "trace/breakpoint trap",
        6: "aborted", 7: "bus error", 8: "floating point exception", 9: "killed",
        11: "segmentation fault", 13: "broken pipe", 14: "alarm clock", 15: "terminated",
    ]
}
