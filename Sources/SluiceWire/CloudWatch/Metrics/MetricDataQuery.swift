// SPDX-License-Identifier: Apache-2.0

/// One series to fetch or to compute.
public struct MetricDataQuery: Codable, Hashable, Sendable {
    /// The name by which expressions and the answer call the series.
    public var id: String
    /// What to fetch; either this or `expression`.
    public var metricStat: MetricStat?
    /// What to compute from other series.
    public var expression: String?
    /// A name for people.
    public var label: String?
    /// Whether the answer holds the series; `nil` is yes.
    public var returnData: Bool?
    /// Seconds that one value of an expression covers.
    public var period: Int?

    /// Makes one from its parts.
    public init(
        id: String,
        metricStat: MetricStat? = nil,
        expression: String? = nil,
        label: String? = nil,
        returnData: Bool? = nil,
        period: Int? = nil
    ) {
        self.id = id
        self.metricStat = metricStat
        self.expression = expression
        self.label = label
        self.returnData = returnData
        self.period = period
    }
}
