// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// Why an alias is written, and with what.
public enum Move: Hashable, Codable, Sendable {
    /// The candidate gets this share.
    case shift(to: Weight)
    /// The candidate becomes the alias's own version.
    case complete
    /// The stable version gets all traffic back.
    case rollBack
    /// The traffic stays, and the description says who moves it and until when.
    case claim
    /// The traffic stays, and the description is its owner's again.
    case restore

    /// Whether it changes who answers the calls.
    public var movesTraffic: Bool { self != .claim && self != .restore }
}
