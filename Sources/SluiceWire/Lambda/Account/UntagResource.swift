// SPDX-License-Identifier: Apache-2.0

/// Removes tags from a function; unknown keys are no error.
public struct UntagResource: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .delete,
        "/2017-03-31/tags/{Resource}",
        query: ["tagKeys": "TagKeys"],
        status: 204
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The function's unqualified ARN.
    public var resource: String
    /// The keys to remove.
    public var tagKeys: [String]

    /// Makes the operation.
    public init(resource: String, tagKeys: [String]) {
        self.resource = resource
        self.tagKeys = tagKeys
    }

    /// What Lambda answers.
    public typealias Output = EmptyAnswer
}
