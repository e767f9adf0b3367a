// SPDX-License-Identifier: Apache-2.0

/// A problem in a project file, with its place.
public struct Diagnostic: Hashable, Codable, Sendable, CustomStringConvertible {
    /// How bad it is.
    public enum Severity: String, Hashable, Codable, Sendable {
        /// Nothing is done until it is mended.
        case error
        /// Worth knowing.
        case warning
    }

    /// What it is about.
    public enum Kind: String, Hashable, Codable, Sendable {
        /// The file says something that cannot be understood or done.
        case mistake
        /// The file says something that a protected environment forbids.
        case policy
        /// What the file asks for cannot be written on this machine.
        case disk
    }

    /// How bad it is.
    public var severity: Severity
    /// What it is about.
    public var kind: Kind
    /// What is wrong, in one sentence without a full stop.
    public var message: String
    /// The file as the user named it, or a flag such as `--strategy`.
    public var file: String
    /// The line from 1, or `nil` when the problem has none.
    public var line: Int?
    /// The column from 1, in Unicode scalars.
    public var column: Int?
    /// The nearest name that would have been right.
    public var suggestion: String?

    /// Makes a diagnostic.
    public init(
        severity: Severity = .error,
        kind: Kind = .mistake,
        message: String,
        file: String,
        line: Int? = nil,
        column: Int? = nil,
        suggestion: String? = nil
    ) {
        self.severity = severity
        self.kind = kind
        self.message = message
        self.file = file
        self.line = line
        self.column = column
        self.suggestion = suggestion
    }

    /// One line for people.
    ///
    /// `sluice.yaml:12:5: error: unknown key 'memroy' in function; did you mean 'memory'?`
    public var text: String {
        let place = [line, column].compactMap { $0 }.map { ":\($0)" }.joined()
        let hint = suggestion.map { "; did you mean '\($0)'?" } ?? ""
        return "\(file)\(place): \(severity.rawValue): \(message)\(hint)"
    }

    /// The text.
    public var description: String { text }
}
