// SPDX-License-Identifier: Apache-2.0

/// Adds tags to a function, or changes their values.
public struct TagResource: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(.post, "/2017-03-31/tags/{Resource}", status: 204)
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The function's unqualified ARN.
    public var resource: String
    /// Key → value.
    public var tags: [String: String]

    /// Makes the operation.
    public init(resource: String, tags: [String: String]) {
        self.resource = resource
        self.tags = tags
    }

    /// What Lambda answers.
    public typealias Output = EmptyAnswer
}
