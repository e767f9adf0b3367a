// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceCore

/// What flags, credentials and the process's environment add to a project file.
public struct Overrides: Sendable {
    /// What an intent is made for.
    public enum Purpose: Sendable {
        /// A rollout: code is packed, payloads are read, policy is checked.
        case deploy
        /// A rollout that nobody carries out: the same, and nothing is written.
        case plan
        /// Looking and steering: nothing but the file itself is needed, so that a rollback works
        /// where the code does not even exist.
        case look
    }

    /// What the intent is made for.
    public var purpose: Purpose
    /// The region in use, before the environment's.
    public var region: String?
    /// The account of the credentials, for `${account}`.
    public var account: String?
    /// `--version`: nothing is packed, the alias moves to this version.
    public var candidate: Version?
    /// `--strategy`.
    public var strategy: String?
    /// `--retry`.
    public var allowsRetry: Bool
    /// `--on-interrupt`.
    public var onInterrupt: InterruptPolicy
    /// Whether the function runs on the local engine: `local: {env: …}` then counts.
    public var isLocal: Bool
    /// The process's environment, for `${env:…}`.
    public var variables: [String: String]
    /// Where packages are kept; `nil`: `.sluice/packages` beside the project file.
    public var packages: String?

    /// Makes overrides that change nothing but what is given.
    public init(
        for purpose: Purpose = .deploy,
        region: String? = nil,
        account: String? = nil,
        candidate: Version? = nil,
        strategy: String? = nil,
        allowsRetry: Bool = false,
        onInterrupt: InterruptPolicy = .leave,
        isLocal: Bool = false,
        variables: [String: String] = [:],
        packages: String? = nil
    ) {
        self.purpose = purpose
        self.region = region
        self.account = account
        self.candidate = candidate
        self.strategy = strategy
        self.allowsRetry = allowsRetry
        self.onInterrupt = onInterrupt
        self.isLocal = isLocal
        self.variables = variables
        self.packages = packages
    }
}
