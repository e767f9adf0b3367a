// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// What an alias serves, as one answer of AWS told it.
public struct AliasState: Hashable, Codable, Sendable {
    /// The alias's own version; in Sluice's convention the stable one.
    public var version: Version
    /// The additional weighted version, if there is one with a share above zero.
    public var weighted: WeightedVersion?
    /// AWS's revision id of this state.
    public var revision: String
    /// The alias's description.
    public var description: String

    /// A version beside the alias's own, and its share.
    public struct WeightedVersion: Hashable, Codable, Sendable {
        /// The version.
        public var version: Version
        /// Its share of the calls.
        public var weight: Weight

        /// Makes a pair.
        public init(_ version: Version, _ weight: Weight) {
            self.version = version
            self.weight = weight
        }
    }

    /// Makes a state; a weight of zero is a leftover and counts as none.
    public init(
        version: Version,
        weighted: WeightedVersion? = nil,
        revision: String,
        description: String = ""
    ) {
        self.version = version
        self.weighted = weighted.flatMap { $0.weight == .none ? nil : $0 }
        self.revision = revision
        self.description = description
    }

    /// What the alias serves, without revision and description: what "equal" means for the alias rule.
    public var traffic: Traffic { Traffic(version: version, weighted: weighted) }

    /// Whether this version gets calls.
    public func names(_ version: Version) -> Bool {
        self.version == version || weighted?.version == version
    }
}
