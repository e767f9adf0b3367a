// SPDX-License-Identifier: Apache-2.0
public import SluiceCore

/// Everything that is wrong with a project file, found in one run.
public struct ProjectProblems: Error, Hashable, Sendable, CustomStringConvertible {
    /// The problems, in the order of the file; at least one.
    public var diagnostics: [Diagnostic]

    /// Makes the error.
    public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

    /// `refused` where only policy stands in the way, `error` where it is this machine, else `usage`.
    public var exit: ExitCode {
        if isOfDisk { return .error }
        return diagnostics.allSatisfy { $0.kind == .policy } ? .refused : .usage
    }

    /// Whether the project file is well, and this machine's disk is not.
    public var isOfDisk: Bool { diagnostics.allSatisfy { $0.kind == .disk } }

    /// The problems as a person is told.
    public var complaint: Complaint {
        if isOfDisk {
            return Complaint(
                "the package cannot be kept on this machine",
                why: diagnostics.map(\.message) + ["a rollout must find again what it ships"],
                now: ["Sluice changed nothing"],
                next: [
                    "make room, or make it a folder that you may write to, then the same command again"
                ],
                exit: exit
            )
        }
        let file = diagnostics.first?.file ?? "the project file"
        let count = diagnostics.count == 1 ? "a problem" : "\(diagnostics.count) problems"
        return Complaint(
            "\(file) has \(count)",
            why: diagnostics.map(\.text),
            now: ["Sluice changed nothing"],
            next: ["mend \(file), then the same command again"],
            exit: exit
        )
    }

    /// One problem a line.
    public var description: String { diagnostics.map(\.text).joined(separator: "\n") }
}
