// SPDX-License-Identifier: Apache-2.0

/// A dimension that a metric must have.
public struct DimensionFilter: Codable, Hashable, Sendable {
    /// For example `FunctionName`.
    public var name: String
    /// The value it must have; `nil` is any.
    public var value: String?

    /// Makes one from its parts.
    public init(name: String, value: String? = nil) {
        self.name = name
        self.value = value
    }
}
