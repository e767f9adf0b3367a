// SPDX-License-Identifier: Apache-2.0

/// How an event source is reached.
public struct SourceAccess: Codable, Hashable, Sendable {
    /// What kind of access it is.
    public var type: String?
    /// The secret, subnet or group.
    public var uri: String?

    /// Makes one from its parts.
    public init(type: String? = nil, uri: String? = nil) {
        self.type = type
        self.uri = uri
    }

    private enum CodingKeys: String, CodingKey {
        case type
        case uri = "URI"
    }
}
