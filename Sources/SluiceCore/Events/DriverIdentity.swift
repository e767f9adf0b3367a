// SPDX-License-Identifier: Apache-2.0

/// The process that drives a rollout.
public struct DriverIdentity: Hashable, Codable, Sendable {
    /// Its process id.
    public var pid: Int
    /// The machine's name.
    public var host: String
    /// Who started it.
    public var who: String
    /// How long its credentials last; `nil` when they do not end, or nobody knows when.
    public var credentials: CredentialLife?

    /// Makes an identity.
    public init(
        pid: Int,
        host: String,
        who: String,
        credentials: CredentialLife? = nil
    ) {
        self.credentials = credentials
        self.pid = pid
        self.host = host
        self.who = who
    }
}
