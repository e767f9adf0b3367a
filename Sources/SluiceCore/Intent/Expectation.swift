// SPDX-License-Identifier: Apache-2.0

/// What the answer of an `invoke` gate must be; a function error fails in any case.
public struct Expectation: Hashable, Codable, Sendable {
    /// The answer must contain this (objects may have more keys).
    public var payload: PropertyValue?
    /// The answer must be exactly this.
    public var equals: PropertyValue?
    /// Values at paths such as `$.a.b`.
    public var path: [String: PropertyValue]
    /// A regular expression that the answer's text must match somewhere.
    public var matches: String?
    /// `statusCode` in the answer.
    public var status: Int?
    /// How quickly the answer must be there.
    public var within: Duration?
    /// A text that the call's log must not contain.
    public var logLacks: String?

    /// Makes an expectation; without anything said, any answer without a function error passes.
    public init(
        payload: PropertyValue? = nil,
        equals: PropertyValue? = nil,
        path: [String: PropertyValue] = [:],
        matches: String? = nil,
        status: Int? = nil,
        within: Duration? = nil,
        logLacks: String? = nil
    ) {
        self.payload = payload
        self.equals = equals
        self.path = path
        self.matches = matches
        self.status = status
        self.within = within
        self.logLacks = logLacks
    }
}
