// SPDX-License-Identifier: Apache-2.0

/// The name of a function's version: a number that AWS gave it, or `$LATEST`.
///
/// Versions order by number, `$LATEST` first, as AWS lists them; text order would put 10 before 9.
public struct Version: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    /// The name as AWS writes it: `41` or `$LATEST`.
    public let name: String

    /// The unpublished version.
    public static let latest = Version(verbatim: "$LATEST")

    /// Reads `$LATEST` or a whole number from 1; `nil` for anything else, an alias's name included.
    public init?(_ name: String) {
        guard name == "$LATEST" || Self.number(name) != nil else { return nil }
        self.name = name
    }

    private init(verbatim name: String) { self.name = name }

    /// Makes a published version.
    public init(_ number: Int) {
        precondition(number > 0, "published versions count from 1")
        name = String(number)
    }

    /// Reads the plain text that `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let version = Version(name) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "'\(name)' is no version"
            )
        }
        self = version
    }

    /// Writes the name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }

    /// The number, or `nil` for `$LATEST`.
    public var number: Int? { Self.number(name) }

    /// Whether this is a published version.
    public var isPublished: Bool { number != nil }

    /// `v41`, or `$LATEST`: for people.
    public var text: String { isPublished ? "v\(name)" : name }

    /// The name.
    public var description: String { name }

    private static func number(_ name: String) -> Int? {
        guard let first = name.utf8.first, first != UInt8(ascii: "0"), name.utf8.count <= 18,
            name.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        return Int(name)
    }

    /// Orders by number, `$LATEST` first.
    public static func < (left: Version, right: Version) -> Bool {
        (left.number ?? 0) < (right.number ?? 0)
    }
}
