// SPDX-License-Identifier: Apache-2.0
public import SluiceCore

/// Everything that a report of one rollout is made of.
public struct Report: Sendable {
    /// How the command's work ended.
    public enum End: Hashable, Sendable {
        /// The alias serves the wanted code and configuration already, as this version.
        case unchanged(version: String)
        /// The rollout is over.
        case finished(Outcome)
        /// A share that was set by hand stays, or the rollout went as far as it was to go; or, beside
        /// a complaint, the rollout has no end yet.
        case open
        /// Somebody wished to stop; the rollout can be resumed.
        case interrupted(Interrupt)
        /// The rollout is open, and nothing can be done from here.
        case left(Hold)
    }

    /// How it ended.
    public var end: End
    /// What it moved.
    public var target: Target
    /// The rollout; `nil` when nothing was to be done.
    public var rollout: Rollout?
    /// Its journal.
    public var entries: [Entry]
    /// The alias, read back at the end; `nil` when it does not exist or could not be read.
    public var alias: AliasState?
    /// The first errors of the candidate, from its log.
    public var firstErrors: [FirstError]
    /// Things to know that change nothing: what could not be read or recorded.
    public var notes: [String]
    /// What went wrong after the rollout was opened; it decides the exit code.
    public var complaint: Complaint?
    /// Whether another process drives the rollout.
    public var isDriven = false

    /// Makes a report.
    public init(
        end: End,
        target: Target,
        rollout: Rollout? = nil,
        entries: [Entry] = [],
        alias: AliasState? = nil,
        firstErrors: [FirstError] = [],
        notes: [String] = [],
        complaint: Complaint? = nil
    ) {
        self.end = end
        self.target = target
        self.rollout = rollout
        self.entries = entries
        self.alias = alias
        self.firstErrors = firstErrors
        self.notes = notes
        self.complaint = complaint
    }
}

extension Report.End {
    /// Whether the candidate has all traffic for good.
    var isPromoted: Bool {
        self == .finished(.promoted) || self == .finished(.promotedUnjudged)
    }

    init(_ end: DriveEnd) {
        switch end {
        case .finished(let outcome): self = .finished(outcome)
        case .interrupted(let interrupt): self = .interrupted(interrupt)
        case .reached: self = .open
        case .left(let hold): self = .left(hold)
        }
    }
}
