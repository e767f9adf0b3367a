// SPDX-License-Identifier: Apache-2.0

/// The share of an alias's traffic that another version gets.
///
/// An explicit, empty one says "no weights"; in `UpdateAlias` that is not the same as absence.
public struct RoutingConfig: Codable, Hashable, Sendable {
    /// Version → its share, 0.0 … 1.0; at most one.
    public var additionalVersionWeights: [String: Double]?

    /// Makes one from its parts.
    public init(additionalVersionWeights: [String: Double]? = nil) {
        self.additionalVersionWeights = additionalVersionWeights
    }

    /// No weights: what clears them.
    public static let none = RoutingConfig(additionalVersionWeights: [:])
}
