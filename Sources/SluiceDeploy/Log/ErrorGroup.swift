// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// Failed calls that failed alike.
public struct ErrorGroup: Hashable, Codable, Sendable {
    /// What the function said: `KeyError: 'tenant'`.
    public var message: String
    /// Where: `app.py:88 load_order`, if the log says so.
    public var place: String?
    /// How many calls failed so.
    public var count: Int
    /// When the first of them did.
    public var at: Timestamp
    /// The first call's request id.
    public var request: String?

    /// Makes a group.
    public init(message: String, place: String?, count: Int, at: Timestamp, request: String?) {
        self.message = message
        self.place = place
        self.count = count
        self.at = at
        self.request = request
    }
}
