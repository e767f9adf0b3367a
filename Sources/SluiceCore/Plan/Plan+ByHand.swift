// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

extension Plan {
    /// The name that stands in a strategy's place for a rollback by hand.
    public static let rollbackName = "rollback"
    /// The name that stands in a strategy's place for a rollback by hand that goes step by step.
    public static let gradualRollbackName = "rollback --gradual"
    /// The name that stands in a strategy's place for a share that is set by hand.
    public static let shiftName = "shift"
    /// The name that stands in a strategy's place while someone else shifts and Sluice looks on.
    public static let watchName = "watch"

    /// Whether a person moved the alias, and no strategy.
    var isByHand: Bool { isRollback || isShift }

    /// Whether this is a share that was set by hand.
    public var isShift: Bool { strategy.name == Self.shiftName }

    /// Whether somebody else shifts, and Sluice looks on.
    public var isWatch: Bool { strategy.name == Self.watchName }

    /// Whether this is a share that stays as it was set until somebody sets another: one that is held
    /// until a time is watched, and goes back like every rollout.
    public var staysByHand: Bool { isShift && fence == nil }

    /// Whether this is a rollback by hand.
    var isRollback: Bool { strategy.name == Self.rollbackName }

    /// Who went back by hand, and why.
    public var wordsOfReturn: String {
        "rolled back by \(by)" + (reason.map { ": \($0)" } ?? "")
    }

    /// Who set a share by hand, and why.
    public var wordsOfSetting: String {
        "set by hand by \(by)" + (reason.map { ": \($0)" } ?? "")
    }

    /// Whether this takes a version's traffic away step by step, from its first moment on.
    public var isGradualRollback: Bool { strategy.name == Self.gradualRollbackName }

    /// A rollback by hand that goes down the environment's steps, watched.
    ///
    /// The version that is left is the candidate and the destination the stable version, so that
    /// whatever goes wrong on the way gives the destination all traffic at once.
    public static func gradualRollback(
        _ intent: Intent,
        rollout: String,
        at: Timestamp,
        by: String,
        target: Target,
        alias: AliasState,
        to destination: Version,
        isAsleep: Bool = false,
        metricPeriod: Int = 60,
        fence: Fence? = .alias
    ) -> Plan {
        var strategy = intent.strategy
        strategy.name = gradualRollbackName
        strategy.watchAfter = .zero
        strategy.approvals = []
        return Plan(
            format: currentFormat,
            rollout: rollout,
            at: at,
            by: by,
            environment: intent.environment,
            target: target,
            work: Work(),
            stable: destination,
            candidate: alias.weighted?.version ?? alias.version,
            settings: FunctionSettings(),
            changes: [],
            alias: alias,
            strategy: strategy,
            gates: [],
            guards: intent.guards,
            onHold: intent.onHold,
            onInterrupt: intent.onInterrupt,
            metricPeriod: metricPeriod,
            acceptedRate: 0.01,
            fence: fence,
            sleeping: isAsleep ? destination : nil
        )
    }

    /// What a person does to an alias without a strategy, so that the history tells of it too.
    ///
    /// The name stands in the strategy's place: `rollback` or `shift`. The alias's own version is
    /// the stable one. A share that is set by hand is one step that bakes until somebody decides,
    /// or until the time that it is held for is over.
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
        metricPeriod: Int = 60,
        holdFor: Duration? = nil,
        fence: Fence = .alias,
        reason: String? = nil
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
                deadline: holdFor ?? endless
            ),
            gates: [],
            guards: guards,
            onHold: HoldPolicy(),
            onInterrupt: .leave,
            metricPeriod: metricPeriod,
            acceptedRate: 0.01,
            fence: holdFor == nil ? nil : fence,
            reason: reason
        )
    }
}
