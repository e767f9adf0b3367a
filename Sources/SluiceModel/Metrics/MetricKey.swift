// SPDX-License-Identifier: Apache-2.0

/// One metric: its name and its exact set of dimensions.
public struct MetricKey: Codable, Hashable, Comparable, Sendable {
    /// A dimension's name and value.
    public struct Dimension: Codable, Hashable, Comparable, Sendable {
        /// For example `FunctionName`.
        public var name: String
        /// For example `orders`.
        public var value: String

        /// Makes a dimension.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }

        /// Orders by name, then by value.
        public static func < (left: Dimension, right: Dimension) -> Bool {
            (left.name, left.value) < (right.name, right.value)
        }
    }

    /// For example `AWS/Lambda`.
    public var namespace: String
    /// For example `Errors`.
    public var name: String
    /// The dimensions, ordered.
    public var dimensions: [Dimension]

    /// Names a metric; the order of the dimensions does not matter.
    public init(namespace: String, name: String, dimensions: [Dimension]) {
        self.namespace = namespace
        self.name = name
        self.dimensions = dimensions.sorted()
    }

    /// Namespaces and names of dimensions are few: what tells metrics apart is hashed.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        for dimension in dimensions { hasher.combine(dimension.value) }
    }

    /// Orders by namespace, name and dimensions.
    public static func < (left: MetricKey, right: MetricKey) -> Bool {
        if left.namespace != right.namespace { return left.namespace < right.namespace }
        if left.name != right.name { return left.name < right.name }
        return left.dimensions.lexicographicallyPrecedes(right.dimensions)
    }
}
