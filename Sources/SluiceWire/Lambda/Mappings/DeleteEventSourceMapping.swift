// SPDX-License-Identifier: Apache-2.0

/// Deletes a mapping.
public struct DeleteEventSourceMapping: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .delete,
        "/2015-03-31/event-source-mappings/{UUID}",
        status: 202
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The mapping's id.
    public var uuid: String

    /// Makes the operation.
    public init(uuid: String) {
        self.uuid = uuid
    }

    private enum CodingKeys: String, CodingKey {
        case uuid = "UUID"
    }

    /// What Lambda answers.
    public typealias Output = EventSourceMapping
}
