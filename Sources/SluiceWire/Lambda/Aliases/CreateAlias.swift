// SPDX-License-Identifier: Apache-2.0

/// Creates an alias.
public struct CreateAlias: AWSOperation, Hashable {
    /// Lambda.
    public static let service = AWSService.lambda
    /// Where the operation's parts go on the wire.
    public static let route = Route(
        .post,
        "/2015-03-31/functions/{FunctionName}/aliases",
        status: 201
    )
    /// Whether a second identical call does no harm.
    public static let isIdempotent = false

    /// A name, an ARN, or either with a qualifier.
    public var functionName: String
    /// The alias's name.
    public var name: String
    /// The version that the alias names.
    public var functionVersion: String
    /// A text for people.
    public var description: String?
    /// A share of the traffic for one other version.
    public var routingConfig: RoutingConfig?

    /// Makes the operation.
    public init(
        functionName: String,
        name: String,
        functionVersion: String,
        description: String? = nil,
        routingConfig: RoutingConfig? = nil
    ) {
        self.functionName = functionName
        self.name = name
        self.functionVersion = functionVersion
        self.description = description
        self.routingConfig = routingConfig
    }

    /// What Lambda answers.
    public typealias Output = AliasConfiguration
}
