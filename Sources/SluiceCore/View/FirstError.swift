// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// An error of the candidate, as its log told it first, and how often it came.
public struct FirstError: Hashable, Codable, Sendable {
    /// When it came first.
    public var at: Timestamp
    /// What it said: `KeyError: 'tenant'`.
    public var message: String
    /// Where in the code, if the log says so: `app.py:88 load_order`.
    public var place: String?
    /// How often it was found.
    public var count: Int
    /// The first call's request id.
    public var request: String

    /// Makes an entry.
    public init(at: Timestamp, message: String, place: String?, count: Int, request: String) {
        self.at = at
        self.message = message
        self.place = place
        self.count = count
        self.request = request
    }
}
