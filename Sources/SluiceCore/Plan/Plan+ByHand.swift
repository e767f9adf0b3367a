// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

extension Plan {
    /// The name that stands in a strategy's place for a rollback by hand.
    public static let rollbackName = "rollback"
    /// The name that stands in a strategy's place for a share that is set by hand.
    public static let shiftName = "shift"

    /// Whether a person moved the alias, and no strategy.
    var isByHand: Bool { isRollback || strategy.name == Self.shiftName }

    /// Whether this is a rollback by hand.
    var isRollback: Bool { strategy.name == Self.rollbackName }

    /// What a person does to an alias without a strategy, so that the history tells of it too.
    ///
    /// The name stands in the strategy's place: `rollback` or `shift`. The alias's own version is
    /// the stable one. A share that is set by hand is one step that bakes until somebody decides.
    public static func byHand(
        _ name: String,
        rollout: String,
        at: Timestamp,
        by: String,
        environment: String,
        target: Target,
        alias: AliasState,
        candidate: Version,
        weight: Weight = .all,
        guards: Guards = Guards(failures: []),
        metricPeriod: Int = 60
    ) -> Plan {
        let endless = Duration.seconds(10 * 365 * 86_400)
        let isShare = weight > .none && weight < .all
        return Plan(
            format: currentFormat,
            rollout: rollout,
            at: at,
            by: by,
            environment: environment,
            target: target,
            work: Work(),
            stable: alias.version,
            candidate: candidate,
            settings: FunctionSettings(),
            changes: [],
            alias: alias,
            strategy: Strategy(
                name: name,
                shape: .steps(isShare ? [Step(weight: weight, bake: endless)] : []),
                deadline: endless
            ),
            gates: [],
            guards: guards,
            onHold: HoldPolicy(),
            onInterrupt: .leave,
            metricPeriod: metricPeriod,
            acceptedRate: 0.01
        )
    }
}
