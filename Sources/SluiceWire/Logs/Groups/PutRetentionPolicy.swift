// SPDX-License-Identifier: Apache-2.0

/// Says how long events are kept.
public struct PutRetentionPolicy: AWSOperation, Hashable {
    /// CloudWatch Logs.
    public static let service = AWSService.logs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The group.
    public var logGroupName: String
    /// One of AWS's numbers of days: 1, 3, 5, 7, 14, 30 and more.
    public var retentionInDays: Int

    /// Makes the operation.
    public init(logGroupName: String, retentionInDays: Int) {
        self.logGroupName = logGroupName
        self.retentionInDays = retentionInDays
    }

    /// Nothing.
    public typealias Output = EmptyAnswer
}
