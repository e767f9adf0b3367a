// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// Keys that sign requests; never part of a text.
public struct AWSCredentials: Hashable, Sendable, CustomStringConvertible,
    CustomDebugStringConvertible
{
    /// The public half, which stands in every signature.
    public let accessKeyID: String
    /// The secret half.
    public let secretAccessKey: String
    /// What temporary credentials have beside the keys.
    public let sessionToken: String?
    /// When they end, `nil` if they do not.
    public let expiresAt: Timestamp?

    /// Makes credentials.
    public init(
        accessKeyID: String,
        secretAccessKey: String,
        sessionToken: String? = nil,
        expiresAt: Timestamp? = nil
    ) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expiresAt = expiresAt
    }

    /// What signs requests to a local engine, which does not look at signatures.
    public static let local = AWSCredentials(accessKeyID: "local", secretAccessKey: "local")

    /// The public half alone, so that no log ever holds a secret.
    public var description: String { "credentials \(accessKeyID)" }

    /// The public half alone.
    public var debugDescription: String { description }
}
