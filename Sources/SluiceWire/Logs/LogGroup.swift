// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// A group of log streams: all of one function.
public struct LogGroup: Codable, Hashable, Sendable {
    /// For example `/aws/lambda/orders`.
    public var logGroupName: String?
    /// When it was made.
    public var creationTime: Timestamp?
    /// Days that events are kept; `nil` is for ever.
    public var retentionInDays: Int?
    /// How many metric filters it has.
    public var metricFilterCount: Int?
    /// The ARN, with `:*` at its end.
    public var arn: String?
    /// How much it holds.
    public var storedBytes: Int64?
    /// `STANDARD`, `INFREQUENT_ACCESS` or `DELIVERY`.
    public var logGroupClass: String?
    /// The ARN, without anything at its end.
    public var logGroupArn: String?

    /// Makes one from its parts.
    public init(
        logGroupName: String? = nil,
        creationTime: Timestamp? = nil,
        retentionInDays: Int? = nil,
        metricFilterCount: Int? = nil,
        arn: String? = nil,
        storedBytes: Int64? = nil,
        logGroupClass: String? = nil,
        logGroupArn: String? = nil
    ) {
        self.logGroupName = logGroupName
        self.creationTime = creationTime
        self.retentionInDays = retentionInDays
        self.metricFilterCount = metricFilterCount
        self.arn = arn
        self.storedBytes = storedBytes
        self.logGroupClass = logGroupClass
        self.logGroupArn = logGroupArn
    }
}
