// SPDX-License-Identifier: Apache-2.0

/// A metric of the user's own that counts failed calls, by version.
public struct FailureMetric: Hashable, Codable, Sendable {
    /// The namespace, as `PutMetricData` or the embedded metric format names it.
    public var namespace: String
    /// The metric's name.
    public var name: String
    /// The dimensions beside the version's; CloudWatch wants the exact set.
    public var dimensions: [String: String]
    /// The dimension whose value is the version's number.
    public var versionDimension: String

    /// Makes a metric.
    public init(
        namespace: String,
        name: String,
        dimensions: [String: String] = [:],
        versionDimension: String
    ) {
        self.namespace = namespace
        self.name = name
        self.dimensions = dimensions
        self.versionDimension = versionDimension
    }
}
