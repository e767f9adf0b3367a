// SPDX-License-Identifier: Apache-2.0

/// One series of an answer.
public struct MetricDataResult: Codable, Hashable, Sendable {
    /// The id that the query gave.
    public var id: String?
    /// A name for people.
    public var label: String?
    /// When each value begins, in the order asked for.
    public var timestamps: [WireTimestamp]
    /// The values, one a timestamp.
    public var values: [Double]
    /// `Complete`, `PartialData`, `InternalError` or `Forbidden`.
    public var statusCode: String?
    /// What there is to say about the series.
    public var messages: [MetricMessage]?

    /// Makes one from its parts.
    public init(
        id: String? = nil,
        label: String? = nil,
        timestamps: [WireTimestamp] = [],
        values: [Double] = [],
        statusCode: String? = nil,
        messages: [MetricMessage]? = nil
    ) {
        self.id = id
        self.label = label
        self.timestamps = timestamps
        self.values = values
        self.statusCode = statusCode
        self.messages = messages
    }
}
