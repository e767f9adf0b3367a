// SPDX-License-Identifier: Apache-2.0

public import SluiceBase
import SluiceWire

/// An alias.
public struct AliasRecord: Codable, Hashable, Sendable {
    /// The one other version that may have a share.
    public struct Share: Codable, Hashable, Sendable {
        /// The other version.
        public var version: Version
        /// Its share as AWS has it: 0.0 … 1.0.
        public var weight: Double
    }

    /// The alias's name.
    public var name: String
    /// The version that the alias names.
    public var version: Version
    /// The other version, if one has a share; a share of 0.0 is kept and routes nothing.
    public var share: Share?
    /// Whether the share is Lambda's own: it keeps an alias with provisioned concurrency on its
    /// version of before until the workers of the next one are ready.
    public var isMoving: Bool?
    /// A text for people.
    public var description: String
    /// Changes with every successful write.
    public var revisionID: String

    /// Whether the alias refers to this version in any way.
    func references(_ version: Version) -> Bool {
        self.version == version || share?.version == version
    }

    /// The alias as Lambda describes it.
    func description(of function: FunctionARN) -> AliasConfiguration {
        AliasConfiguration(
            aliasArn: function.qualified(by: name).description,
            name: name,
            functionVersion: version.name,
            description: description,
            routingConfig: share.map {
                RoutingConfig(additionalVersionWeights: [$0.version.name: $0.weight])
            },
            revisionId: revisionID
        )
    }
}
