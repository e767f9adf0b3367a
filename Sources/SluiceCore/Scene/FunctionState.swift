// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// A function or one of its versions, as one answer of AWS told it.
public struct FunctionState: Hashable, Codable, Sendable {
    /// Whether a function or version can be called.
    public enum State: String, Hashable, Codable, Sendable {
        /// Being created.
        case pending = "Pending"
        /// Ready.
        case active = "Active"
        /// Put to sleep by AWS; the next call wakes it.
        case inactive = "Inactive"
        /// Could not be created.
        case failed = "Failed"
    }

    /// How the last update went.
    public enum Update: String, Hashable, Codable, Sendable {
        /// Still going on.
        case inProgress = "InProgress"
        /// Done.
        case successful = "Successful"
        /// Refused by AWS after all.
        case failed = "Failed"
    }

    /// `$LATEST` or a published version.
    public var version: Version
    /// Whether it can be called.
    public var state: State
    /// Why it is in that state, in AWS's words.
    public var reason: String?
    /// How the last update went.
    public var update: Update
    /// AWS's revision id of this state.
    public var revision: String
    /// Its code and configuration.
    public var configuration: Configuration
    /// The tag by which a function that this rollout created is known, if the answer held tags.
    public var createdBy: String?

    /// Makes a state.
    public init(
        version: Version,
        state: State = .active,
        reason: String? = nil,
        update: Update = .successful,
        revision: String,
        configuration: Configuration,
        createdBy: String? = nil
    ) {
        self.version = version
        self.state = state
        self.reason = reason
        self.update = update
        self.revision = revision
        self.configuration = configuration
        self.createdBy = createdBy
    }

    /// Whether AWS has finished what it was doing.
    public var isSettled: Bool { state != .pending && update != .inProgress }
}
