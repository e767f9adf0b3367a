// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

/// A function with versions 41 and 42 and its aliases, behind `ScriptedAWS`.
final class AliasWorld: Sendable {
    let aws = ScriptedAWS()
    private let aliases: Box<[String: AliasState]>
    private let revision = Box(100)
    private let refusal = Box<AWSFailure?>(nil)
    private let loses = Box(false)
    private let hides = Box(false)

    init(_ live: AliasState = .serving41, previous: AliasState? = nil) {
        var aliases = ["live": live]
        aliases["live-previous"] = previous
        self.aliases = Box(aliases)
        answerAliases()
        aws.on(GetFunction.self) { operation in
            GetFunction.Output(configuration: .sample(operation.qualifier ?? "$LATEST"))
        }
        aws.on(GetFunctionConfiguration.self) { .sample($0.qualifier ?? "$LATEST") }
        aws.on(GetCallerIdentity.self) { _ in
            GetCallerIdentity.Output(
                userId: "AIDA",
                account: "000000000000",
                arn: "arn:aws:iam::000000000000:user/mira"
            )
        }
        aws.on(GetProvisionedConcurrencyConfig.self) { _ in throw AWSFailure.missing }
        aws.on(GetMetricData.self) { _ in GetMetricData.Output() }
        aws.on(FilterLogEvents.self) { _ in FilterLogEvents.Output() }
    }

    private func answerAliases() {
        aws.on(GetAlias.self) { [self] operation in
            if hides.get() { throw AWSFailure.broken }
            guard let state = aliases.get()[operation.name] else { throw AWSFailure.missing }
            return AliasConfiguration(operation.name, state)
        }
        aws.on(UpdateAlias.self) { [self] operation in
            if let refusal = refusal.get() { throw refusal }
            guard let state = aliases.get()[operation.name] else { throw AWSFailure.missing }
            if let revision = operation.revisionId, revision != state.revision {
                throw AWSFailure.stale
            }
            let written = set(
                operation.name,
                version: operation.functionVersion ?? state.version.name,
                routing: operation.routingConfig,
                description: operation.description ?? state.description
            )
            if loses.get() { throw AWSFailure.silent }
            return AliasConfiguration(operation.name, written)
        }
        aws.on(CreateAlias.self) { [self] operation in
            AliasConfiguration(
                operation.name,
                set(
                    operation.name,
                    version: operation.functionVersion,
                    routing: operation.routingConfig,
                    description: operation.description ?? ""
                )
            )
        }
    }

    @discardableResult
    private func set(
        _ name: String,
        version: String,
        routing: RoutingConfig?,
        description: String
    ) -> AliasState {
        let weighted = routing?.additionalVersionWeights?.first.flatMap { name, fraction in
            Version(name).flatMap { version in
                Weight(fraction: fraction).map { AliasState.WeightedVersion(version, $0) }
            }
        }
        let number = revision.change { number in
            number += 1
            return number
        }
        let state = AliasState(
            version: Version(version) ?? .latest,
            weighted: weighted,
            revision: "a\(number)",
            description: description
        )
        aliases.change { $0[name] = state }
        return state
    }

    /// What the alias serves.
    func traffic(_ name: String = "live") -> Traffic? { aliases.get()[name]?.traffic }

    /// AWS refuses every write of an alias from now on.
    func refuse(_ failure: AWSFailure?) { refusal.set(failure) }

    /// Writes of an alias happen from now on, and nobody hears of it.
    func loseAnswers() { loses.set(true) }

    /// Reads of an alias fail from now on, or no longer.
    func hide(_ isHidden: Bool = true) { hides.set(isHidden) }

    /// The credentials are those of this account.
    func belong(to account: String) {
        aws.replace(GetCallerIdentity.self) { _ in
            .init(userId: "AIDA", account: account, arn: "arn:aws:iam::\(account):user/jo")
        }
    }

    /// The alias has a share for this version.
    func split(_ version: Int, at weight: Weight) {
        set(
            "live",
            version: "41",
            routing: RoutingConfig(additionalVersionWeights: ["\(version)": weight.fraction]),
            description: "mine"
        )
    }

    /// Someone else writes the description, and nothing else.
    func describe(_ text: String) {
        let weights = traffic()?.weighted.map { [$0.version.name: $0.weight.fraction] }
        set(
            "live",
            version: traffic()?.version.name ?? "",
            routing: weights.map { RoutingConfig(additionalVersionWeights: $0) },
            description: text
        )
    }

    /// The alias's description.
    var description: String? { aliases.get()["live"]?.description }

    /// Someone else writes the alias.
    func interfere(_ version: Int) {
        set("live", version: "\(version)", routing: nil, description: "theirs")
    }
}
