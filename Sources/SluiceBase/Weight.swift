// SPDX-License-Identifier: Apache-2.0

/// A share of an alias's traffic, in whole basis points: 0 … 10,000.
///
/// Never a floating-point number inside: 0.1 + 0.2 must be 0.3 when two weights are compared.
/// AWS's `Double` exists only at the edge (`init(fraction:)`, `fraction`).
public struct Weight: Hashable, Comparable, Codable, Sendable {
    /// Basis points: 1,000 is 10 %.
    public let basisPoints: Int

    /// Makes a weight; must be within 0 … 10,000.
    public init(basisPoints: Int) {
        precondition((0...10_000).contains(basisPoints), "a weight is 0 … 10,000 basis points")
        self.basisPoints = basisPoints
    }

    /// Makes a weight of whole per cent; must be within 0 … 100.
    public static func percent(_ percent: Int) -> Weight { Weight(basisPoints: percent * 100) }

    /// No traffic.
    public static let none = Weight(basisPoints: 0)
    /// All traffic.
    public static let all = Weight(basisPoints: 10_000)

    /// Reads AWS's fraction 0.0 … 1.0, to the nearest basis point; `nil` outside that range.
    public init?(fraction: Double) {
        guard fraction >= 0, fraction <= 1 else { return nil }
        basisPoints = Int((fraction * 10_000).rounded())
    }

    /// Reads `30`, `30%` or `2.25%`, with at most two decimals; `nil` for anything else.
    public init?(percentText text: String) {
        let number = text.hasSuffix("%") ? text.dropLast() : text[...]
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = Self.digits(parts[0]) else { return nil }
        var decimals = 0
        if parts.count == 2 {
            guard parts[1].count <= 2, let fraction = Self.digits(parts[1]) else { return nil }
            decimals = parts[1].count == 1 ? fraction * 10 : fraction
        }
        guard whole <= 100, whole * 100 + decimals <= 10_000 else { return nil }
        basisPoints = whole * 100 + decimals
    }

    /// Reads the plain number that `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let basisPoints = try container.decode(Int.self)
        guard (0...10_000).contains(basisPoints) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "a weight is 0 … 10,000 basis points"
            )
        }
        self.basisPoints = basisPoints
    }

    /// Writes basis points as a plain number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(basisPoints)
    }

    /// What AWS calls this weight: 0.0 … 1.0.
    public var fraction: Double { Double(basisPoints) / 10_000 }

    /// What is left for the other version.
    public var complement: Weight { Weight(basisPoints: 10_000 - basisPoints) }

    /// `10 %`, `2.5 %`: for people.
    public var text: String { "\(number) %" }

    /// `10%`, `2.5%`: for files and flags.
    public var percentText: String { "\(number)%" }

    private var number: String {
        let (whole, rest) = (basisPoints / 100, basisPoints % 100)
        if rest == 0 { return "\(whole)" }
        if rest % 10 == 0 { return "\(whole).\(rest / 10)" }
        return "\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    private static func digits(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.count <= 3, text.allSatisfy({ $0.isASCII && $0.isNumber }) else {
            return nil
        }
        return Int(text)
    }

    /// Orders by share.
    public static func < (left: Weight, right: Weight) -> Bool {
        left.basisPoints < right.basisPoints
    }
}
