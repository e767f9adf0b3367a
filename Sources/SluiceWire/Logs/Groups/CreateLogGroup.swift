// SPDX-License-Identifier: Apache-2.0

/// Makes a group of streams.
public struct CreateLogGroup: AWSOperation, Hashable {
    /// CloudWatch Logs.
    public static let service = AWSService.logs
    /// One address for all operations.
    public static let route = Route.root
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// The group.
    public var logGroupName: String
    /// The key; kept nowhere.
    public var kmsKeyId: String?
    /// Its tags.
    public var tags: [String: String]?
    /// `STANDARD` (default) or `INFREQUENT_ACCESS`.
    public var logGroupClass: String?

    /// Makes the operation.
    public init(
        logGroupName: String,
        kmsKeyId: String? = nil,
        tags: [String: String]? = nil,
        logGroupClass: String? = nil
    ) {
        self.logGroupName = logGroupName
        self.kmsKeyId = kmsKeyId
        self.tags = tags
        self.logGroupClass = logGroupClass
    }

    /// Nothing.
    public typealias Output = EmptyAnswer
}
