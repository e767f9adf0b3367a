// SPDX-License-Identifier: Apache-2.0
import SluiceBase
public import SluiceCore
public import SluiceWire

extension AliasState {
    /// Reads AWS's answer; fails when it names a version or a weight that cannot be.
    ///
    /// AWS allows one additional version; a weight of zero that someone left counts as none.
    public init(_ answer: AliasConfiguration) throws(AWSFailure) {
        guard let version = Version(answer.functionVersion) else {
            throw .strange("alias \(answer.name) points at '\(answer.functionVersion)'")
        }
        let weights = (answer.routingConfig?.additionalVersionWeights ?? [:])
            .sorted { $0.key < $1.key }
        guard weights.count <= 1 else {
            throw .strange("alias \(answer.name) has \(weights.count) weighted versions")
        }
        var weighted: WeightedVersion?
        if let (name, fraction) = weights.first {
            guard let other = Version(name), let weight = Weight(fraction: fraction) else {
                throw .strange(
                    "alias \(answer.name) gives version '\(name)' a share of \(fraction)"
                )
            }
            weighted = WeightedVersion(other, weight)
        }
        self.init(
            version: version,
            weighted: weighted,
            revision: answer.revisionId,
            description: answer.description ?? ""
        )
    }
}

extension RoutingConfig {
    /// The routing that says exactly this traffic: empty, not absent, where there are no weights.
    ///
    /// An absent routing leaves old weights in place; that is how "100 %" keeps a split alive.
    init(_ traffic: Traffic) {
        self.init(
            additionalVersionWeights: traffic.weighted.map {
                [$0.version.name: $0.weight.fraction]
            } ?? [:]
        )
    }
}

extension AWSFailure {
    /// An answer that says what cannot be.
    static func strange(_ message: String) -> AWSFailure {
        AWSFailure(kind: .malformed, code: "StrangeAnswer", message: message)
    }
}
