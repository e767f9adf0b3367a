// SPDX-License-Identifier: Apache-2.0

/// Where an alias leads.
public struct AliasRouting: Sendable, Hashable {
    /// The additional version and its share.
    public struct Weighted: Sendable, Hashable {
        /// The version's name.
        public var version: String
        /// Its share, 0 … 10,000.
        public var basisPoints: Int

        /// Makes the additional version's share.
        public init(version: String, basisPoints: Int) {
            self.version = version
            self.basisPoints = basisPoints
        }
    }

    /// The alias's own version.
    public var primary: String
    /// The additional version, if the alias has one.
    public var weighted: Weighted?
    /// Whether the alias carries weights, even one of 0: its calls are then counted by version too.
    public var carriesWeights: Bool

    /// Makes an alias's routing; without `carriesWeights` it is true when there is an additional version.
    public init(primary: String, weighted: Weighted? = nil, carriesWeights: Bool? = nil) {
        self.primary = primary
        self.weighted = weighted
        self.carriesWeights = carriesWeights ?? (weighted != nil)
    }
}
