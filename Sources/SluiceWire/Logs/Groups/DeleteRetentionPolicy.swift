// SPDX-License-Identifier: Apache-2.0

/// Has events kept for ever, within the engine's bounds.
public struct DeleteRetentionPolicy: AWSOperation, Hashable {
    /// CloudWatch Logs.
    public static let service = AWSService.logs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The group.
    public var logGroupName: String

    /// Makes the operation.
    public init(logGroupName: String) {
        self.logGroupName = logGroupName
    }

    /// Nothing.
    public typealias Output = EmptyAnswer
}
