// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
import SluiceWire

/// A policy of the account as it is kept.
public struct ManagedPolicyRecord: Codable, Hashable, Sendable {
    /// One version of a policy.
    public struct Version: Codable, Hashable, Sendable {
        /// Its number; `v` goes before it.
        public let number: Int
        /// The policy in JSON.
        public let document: String
        /// When it was made.
        public let created: Timestamp

        /// The version's id: `v1` and up.
        public var id: String { "v\(number)" }

        func shape(isDefault: Bool, withDocument: Bool) -> IAM.PolicyVersion {
            IAM.PolicyVersion(
                document: withDocument ? PercentCoding.encode(document) : nil,
                versionId: id,
                isDefaultVersion: isDefault,
                createDate: WireTimestamp(created)
            )
        }
    }

    /// Its name.
    public let name: String
    /// The path before the name.
    public let path: String
    /// `ANPA` and more.
    public let id: String
    /// Its ARN.
    public let arn: String
    /// What it is for.
    public let description: String?
    /// When it was made.
    public let created: Timestamp
    /// When its versions last changed.
    public var updated: Timestamp
    /// Its versions, the oldest first.
    public var versions: [Version]
    /// The number of the version that counts.
    public var standard: Int
    /// The number of the next version: none comes twice.
    public var nextNumber: Int
    /// Its tags.
    public var tags: [String: String]
}
