// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// How long a lease binds others, unless it is renewed.
public struct LeaseTerm: Hashable, Sendable {
    /// Where its object is.
    public var place: String
    /// When it runs out, by the clock of whoever looked.
    public var until: Timestamp

    /// Makes one.
    public init(place: String, until: Timestamp) {
        self.place = place
        self.until = until
    }

    /// `its lease s3://acme/targets/… runs out at 12:07:03 UTC unless it is renewed`.
    public var text: String {
        "its lease \(place) runs out at \(until.clockText) unless it is renewed"
    }
}
