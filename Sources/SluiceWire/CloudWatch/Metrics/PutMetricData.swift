// SPDX-License-Identifier: Apache-2.0

/// Records measurements.
public struct PutMetricData: AWSOperation, Hashable {
    /// CloudWatch.
    public static let service = AWSService.cloudWatch
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// Where the metrics are found; not one that begins with `AWS/`.
    public var namespace: String
    /// The measurements, at most 1,000.
    public var metricData: [MetricDatum]?
    /// Whether entities must be right; the engine knows none.
    public var strictEntityValidation: Bool?

    /// Makes the operation.
    public init(
        namespace: String,
        metricData: [MetricDatum]? = nil,
        strictEntityValidation: Bool? = nil
    ) {
        self.namespace = namespace
        self.metricData = metricData
        self.strictEntityValidation = strictEntityValidation
    }

    /// Nothing.
    public typealias Output = EmptyAnswer
}
