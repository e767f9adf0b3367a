// SPDX-License-Identifier: Apache-2.0

/// Keys for a time.
public struct SessionCredentials: Codable, Hashable, Sendable {
    /// The id of the key.
    public var accessKeyId: String
    /// The secret of the key.
    public var secretAccessKey: String
    /// What must come with the key.
    public var sessionToken: String
    /// Until when they are good.
    public var expiration: WireTimestamp

    /// Makes one from its parts.
    public init(
        accessKeyId: String,
        secretAccessKey: String,
        sessionToken: String,
        expiration: WireTimestamp
    ) {
        self.accessKeyId = accessKeyId
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expiration = expiration
    }
}
