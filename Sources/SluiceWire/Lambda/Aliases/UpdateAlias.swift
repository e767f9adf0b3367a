// SPDX-License-Identifier: Apache-2.0

/// Moves an alias or changes its weights.
///
/// What is absent stays, the weights too: only an explicit, empty `routingConfig` clears them.
public struct UpdateAlias: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(.put, "/2015-03-31/functions/{FunctionName}/aliases/{Name}")
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// A name, an ARN, or either with a qualifier.
    public var functionName: String
    /// The alias's name.
    public var name: String
    /// The version that the alias shall name.
    public var functionVersion: String?
    /// A text for people.
    public var description: String?
    /// New weights; empty clears them, `nil` leaves them.
    public var routingConfig: RoutingConfig?
    /// Refuses the write (412) unless this is the current revision.
    public var revisionId: String?

    /// Makes the operation.
    public init(
        functionName: String,
        name: String,
        functionVersion: String? = nil,
        description: String? = nil,
        routingConfig: RoutingConfig? = nil,
        revisionId: String? = nil
    ) {
        self.functionName = functionName
        self.name = name
        self.functionVersion = functionVersion
        self.description = description
        self.routingConfig = routingConfig
        self.revisionId = revisionId
    }

    /// What Lambda answers.
    public typealias Output = AliasConfiguration
}
