// SPDX-License-Identifier: Apache-2.0

/// Reads a layer's version by its ARN.
public struct GetLayerVersionByArn: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .get,
        "/2018-10-31/layers?find=LayerVersion",
        query: ["Arn": "Arn"]
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = true

    /// The version's ARN.
    public var arn: String

    /// Makes the operation.
    public init(arn: String) {
        self.arn = arn
    }

    /// What Lambda answers.
    public typealias Output = LayerVersion
}
