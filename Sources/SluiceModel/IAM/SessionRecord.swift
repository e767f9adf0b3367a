// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// Keys that were given for a time, and whose they are.
public struct SessionRecord: Codable, Hashable, Sendable {
    /// The id of the key.
    public let key: String
    /// The caller's ARN.
    public let arn: String
    /// The caller's unique id.
    public let userID: String
    /// The caller's account, as its ARN has it: a role may be of another.
    public var account: String {
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count > 4 ? String(parts[4]) : ""
    }
    /// Until when the keys are good.
    public let expires: Timestamp
}
