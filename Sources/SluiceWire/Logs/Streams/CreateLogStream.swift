// SPDX-License-Identifier: Apache-2.0

/// Makes a stream.
public struct CreateLogStream: AWSOperation, Hashable {
    /// CloudWatch Logs.
    public static let service = AWSService.logs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// The group.
    public var logGroupName: String
    /// The stream.
    public var logStreamName: String

    /// Makes the operation.
    public init(logGroupName: String, logStreamName: String) {
        self.logGroupName = logGroupName
        self.logStreamName = logStreamName
    }

    /// Nothing.
    public typealias Output = EmptyAnswer
}
