// SPDX-License-Identifier: Apache-2.0

/// Where machines share a project's journals: `journal: s3://bucket/prefix`.
public struct JournalPlace: Hashable, Sendable {
    /// The bucket's name.
    public var bucket: String
    /// What stands before every key, without slashes around it; empty for none.
    public var prefix: String

    /// Reads `s3://bucket/prefix`, with or without a prefix; `nil` for anything else.
    public init?(_ text: String) {
        guard text.hasPrefix("s3://") else { return nil }
        let parts = text.dropFirst(5).split(separator: "/", omittingEmptySubsequences: true)
        guard let bucket = parts.first, Self.isBucket(bucket),
            parts.dropFirst().allSatisfy({ $0.utf8.allSatisfy(Self.isPlain) && $0 != ".." })
        else { return nil }
        self.bucket = String(bucket)
        prefix = parts.dropFirst().joined(separator: "/")
    }

    /// As S3 names buckets: 3 to 63 small letters, digits, dots and hyphens.
    private static func isBucket(_ text: Substring) -> Bool {
        (3...63).contains(text.utf8.count)
            && text.utf8.allSatisfy { isSmall($0) || $0 == UInt8(ascii: ".") || $0 == minus }
            && text.utf8.first.map(isSmall) ?? false && text.utf8.last.map(isSmall) ?? false
    }

    private static let minus = UInt8(ascii: "-")

    private static func isSmall(_ unit: UInt8) -> Bool {
        (97...122).contains(unit) || (48...57).contains(unit)
    }

    /// What S3 calls safe in keys.
    private static func isPlain(_ unit: UInt8) -> Bool {
        isSmall(unit) || (65...90).contains(unit) || "-_.!*'()".utf8.contains(unit)
    }
}
