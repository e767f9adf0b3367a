// SPDX-License-Identifier: Apache-2.0

/// A name and a value that a metric is told apart by.
public struct MetricDimension: Codable, Hashable, Sendable {
    /// For example `FunctionName`.
    public var name: String
    /// For example `orders`.
    public var value: String

    /// Makes one from its parts.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
