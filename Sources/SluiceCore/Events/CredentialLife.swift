// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// How long the driver's credentials last.
public struct CredentialLife: Hashable, Codable, Sendable {
    /// When they end.
    public var until: Timestamp
    /// Whether new ones can be had from where they came from.
    public var isRenewable: Bool

    /// Makes one.
    public init(until: Timestamp, isRenewable: Bool) {
        self.until = until
        self.isRenewable = isRenewable
    }
}
