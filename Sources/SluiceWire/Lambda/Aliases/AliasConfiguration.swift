// SPDX-License-Identifier: Apache-2.0

/// An alias: a name for a version, and perhaps a share of its traffic for another.
public struct AliasConfiguration: Codable, Hashable, Sendable {
    /// The alias's ARN.
    public var aliasArn: String
    /// The alias's name.
    public var name: String
    /// The version that the alias names.
    public var functionVersion: String
    /// A text for people; Lambda answers with an empty one when there is none.
    public var description: String?
    /// The share of one other version; absent when there is none.
    public var routingConfig: RoutingConfig?
    /// Changes with every successful write.
    public var revisionId: String

    /// Makes one from its parts.
    public init(
        aliasArn: String,
        name: String,
        functionVersion: String,
        description: String? = nil,
        routingConfig: RoutingConfig? = nil,
        revisionId: String
    ) {
        self.aliasArn = aliasArn
        self.name = name
        self.functionVersion = functionVersion
        self.description = description
        self.routingConfig = routingConfig
        self.revisionId = revisionId
    }
}
