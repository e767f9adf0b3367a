// SPDX-License-Identifier: Apache-2.0

public import SluiceBase

/// One version of a function: `$LATEST`, or a published one that never changes again.
public struct VersionRecord: Codable, Hashable, Sendable {
    /// Whether the version can be called.
    public enum State: String, Codable, Sendable {
        case pending = "Pending"
        case active = "Active"
        /// Nobody called it for long: the next call wakes it.
        case inactive = "Inactive"
        /// It cannot be made ready: it is deleted and created again.
        case failed = "Failed"
    }

    /// How the last update stands; a new version has none.
    public enum Update: String, Codable, Sendable {
        case inProgress = "InProgress"
        case successful = "Successful"
        /// It cannot be made ready: calls run what was before.
        case failed = "Failed"
    }

    /// A change that ends by itself, drawn when it begins so that time alone can end it.
    public struct Settling: Codable, Hashable, Sendable {
        /// When it ends.
        public var at: Timestamp
        /// The revision that the record has from then on.
        public var revisionID: String
    }

    /// What calls run.
    public struct Program: Codable, Hashable, Sendable {
        /// The package.
        public var package: CodePackage
        /// The configuration.
        public var settings: FunctionSettings
        /// Differs between any two programs that must not share a process.
        public var identity: String
    }

    /// The version's name.
    public var version: Version
    /// The package and configuration that requests see.
    public var program: Program
    /// The program that calls run while an update is in progress.
    public var serving: Program?
    /// The settings of `$LATEST` that a published version was made from: its own description may
    /// be another.
    public var published: FunctionSettings?
    /// Changes with every write, and when an update ends.
    public var revisionID: String
    /// When package or configuration last changed.
    public var lastModified: Timestamp
    /// Whether the version can be called.
    public var state: State
    /// Whether it is pending because it was inactive.
    public var isRestoring: Bool?
    /// How the last update stands.
    public var update: Update?
    /// What is under way.
    public var settling: Settling?

    /// The program that a call runs now.
    public var current: Program { serving ?? program }

    /// Whether publishing this `$LATEST` again would give this version.
    func isPublished(from latest: VersionRecord) -> Bool {
        published == latest.program.settings
            && program.package.sha256 == latest.program.package.sha256
    }

    /// Ends what is under way, if its time has come: well, or not where its package cannot be used.
    mutating func settle(at now: Timestamp, unusable: Set<String> = []) -> Bool {
        guard let settling, settling.at <= now else { return false }
        // A published version keeps the revision that it was born with.
        if !version.isPublished { revisionID = settling.revisionID }
        guard program.settings.imageURI != nil || !unusable.contains(program.package.sha256) else {
            if state == .pending { state = .failed } else { update = .failed }
            isRestoring = nil
            self.settling = nil
            return true
        }
        state = .active
        // A call may wake a function in the midst of its update, which ends as well then.
        if isRestoring != true || update == .inProgress { update = .successful }
        isRestoring = nil
        serving = nil
        self.settling = nil
        return true
    }
}
