// SPDX-License-Identifier: Apache-2.0

/// Adds tags to a group.
public struct TagLogGroup: AWSOperation, Hashable {
    /// CloudWatch Logs.
    public static let service = AWSService.logs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The group.
    public var logGroupName: String
    /// The tags.
    public var tags: [String: String]

    /// Makes the operation.
    public init(logGroupName: String, tags: [String: String] = [:]) {
        self.logGroupName = logGroupName
        self.tags = tags
    }

    /// Nothing.
    public typealias Output = EmptyAnswer
}
