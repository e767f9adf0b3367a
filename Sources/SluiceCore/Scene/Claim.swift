// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// What a rollout writes in front of an alias's description while it moves the alias:
/// `sluice r-0192 2/5 until 2026-01-01T10:40Z | the user's own text`.
public struct Claim: Hashable, Sendable {
    /// The rollout that moves the alias.
    public var rollout: String
    /// When the claim is void; whole minutes.
    public var until: Timestamp

    private static let head = "sluice "
    private static let seam = " | "
    private static let minute = Duration.seconds(60)

    /// Makes a claim; `until` is rounded up to a minute.
    public init(rollout: String, until: Timestamp) {
        self.rollout = rollout
        self.until = until.roundedUp(to: Self.minute)
    }

    /// Reads the claim at the beginning of a description; `nil` when there is none.
    public init?(in description: String) {
        guard let parts = Self.parts(description) else { return nil }
        let words = parts.claim.dropFirst(Self.head.count).split(separator: " ")
        guard words.count >= 3, words[0].hasPrefix("r-"), words[words.count - 2] == "until",
            let last = words.last, last.hasSuffix("Z"),
            let until = Timestamp(iso8601: "\(last.dropLast()):00Z")
        else { return nil }
        rollout = String(words[0])
        self.until = until
    }

    /// A description without the claim in front of it: what its owner wrote.
    public static func ownText(of description: String) -> String {
        guard Claim(in: description) != nil, let parts = parts(description) else {
            return description
        }
        return String(parts.own)
    }

    /// The claim in front of the owner's text: with the place where there is room for it, and `nil`
    /// where there is no room at all, because the owner's text is never cut.
    public func text(before own: String, place: String) -> String? {
        let moment = "\(until.date)T\(until.clockText.prefix(5))Z"
        return ["\(rollout) \(place) until \(moment)", "\(rollout) until \(moment)"]
            .map { Self.head + $0 + (own.isEmpty ? "" : Self.seam + own) }
            .first { $0.unicodeScalars.count <= Limits.descriptionMax }
    }

    private static func parts(_ text: String) -> (claim: Substring, own: Substring)? {
        guard text.hasPrefix(head) else { return nil }
        var rest = text[...]
        while !rest.isEmpty {
            if rest.hasPrefix(seam) {
                return (text[..<rest.startIndex], rest.dropFirst(seam.count))
            }
            rest = rest.dropFirst()
        }
        return (text[...], "")
    }
}
