// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// Which versions answer an alias's calls, and how many of them.
///
/// Both shapes are read (stable primary, or candidate primary as the old lessons write it); only
/// the first is ever written.
public struct Traffic: Hashable, Codable, Sendable {
    /// The alias's own version.
    public var version: Version
    /// The weighted version beside it.
    public var weighted: AliasState.WeightedVersion?

    /// All calls to one version, or a share to another.
    public init(version: Version, weighted: AliasState.WeightedVersion? = nil) {
        self.version = version
        self.weighted = weighted.flatMap { $0.weight == .none ? nil : $0 }
    }

    /// The stable version with a share for the candidate.
    public static func split(stable: Version, candidate: Version, at weight: Weight) -> Traffic {
        Traffic(version: stable, weighted: .init(candidate, weight))
    }

    /// The share of a version.
    public func weight(of version: Version) -> Weight {
        if let weighted, weighted.version == version { return weighted.weight }
        return version == self.version ? (weighted?.weight.complement ?? .all) : .none
    }

    /// The shares in the order alias's own version, weighted version.
    public var shares: [AliasState.WeightedVersion] {
        let own = AliasState.WeightedVersion(version, weighted?.weight.complement ?? .all)
        return weighted.map { [own, $0] } ?? [own]
    }

    /// `v41 90 %, v42 10 %`.
    public var text: String {
        shares.map { "\($0.version.text) \($0.weight.text)" }.joined(separator: ", ")
    }
}
