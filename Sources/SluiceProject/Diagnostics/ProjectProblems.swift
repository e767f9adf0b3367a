// SPDX-License-Identifier: Apache-2.0
public import SluiceCore

/// Everything that is wrong with a project file, found in one run.
public struct ProjectProblems: Error, Hashable, Sendable, CustomStringConvertible {
    /// The problems, in the order of the file; at least one.
    public var diagnostics: [Diagnostic]

    /// Makes the error.
    public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

    /// `refused` where only policy stands in the way, else `usage`.
    public var exit: ExitCode {
        diagnostics.allSatisfy { $0.kind == .policy } ? .refused : .usage
    }

    /// The problems as a person is told.
    public var complaint: Complaint {
        let file = diagnostics.first?.file ?? "the project file"
        let count = diagnostics.count == 1 ? "a problem" : "\(diagnostics.count) problems"
        return Complaint("\(file) has \(count)", why: diagnostics.map(\.text), exit: exit)
    }

    /// One problem a line.
    public var description: String { diagnostics.map(\.text).joined(separator: "\n") }
}
