// SPDX-License-Identifier: Apache-2.0

/// One property that the candidate has and the stable version has not.
public struct Change: Hashable, Codable, Sendable {
    /// The property's name: `Code`, `Timeout`, `Environment.TABLE`.
    public var property: String
    /// What it was, for people; masked where it is secret.
    public var before: String?
    /// What it will be, for people; masked where it is secret.
    public var after: String?
    /// Whether `$LATEST` has it already, written by someone else.
    public var isInLatest: Bool

    /// Makes a change.
    public init(property: String, before: String?, after: String?, isInLatest: Bool = false) {
        self.property = property
        self.before = before
        self.after = after
        self.isInLatest = isInLatest
    }
}
