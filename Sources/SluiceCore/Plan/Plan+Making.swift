// SPDX-License-Identifier: Apache-2.0
import SluiceBase

extension Plan {
    /// The version that the alias serves already with the wanted code and configuration, if it does.
    ///
    /// Then there is nothing to deploy, whatever `$LATEST` holds.
    public static func versionServingAlready(_ intent: Intent, given scene: Scene) -> String? {
        if intent.strategy.isDirect {
            guard let latest = scene.latest, let code = intent.code,
                latest.configuration.codeSha256 == code.sha256,
                intent.settings.isSatisfied(by: latest.configuration)
            else { return nil }
            return latest.version.name
        }
        guard let alias = scene.alias, alias.weighted == nil, let stable = scene.stable else {
            return nil
        }
        if let candidate = intent.candidate {
            return candidate == stable.version ? candidate.name : nil
        }
        guard let code = intent.code, stable.configuration.codeSha256 == code.sha256,
            intent.settings.isSatisfied(by: stable.configuration)
        else { return nil }
        return stable.version.name
    }

    /// Brings together what is wanted and what is there.
    ///
    /// - Parameters:
    ///   - intent: What the project file and the flags ask for.
    ///   - scene: What the survey found.
    ///   - rollout: The new rollout's name.
    ///   - fence: How drivers on other machines are kept off the alias.
    /// - Throws: `Complaint` where policy, AWS's rules or the scene forbid it; nothing was written.
    public init(
        _ intent: Intent,
        given scene: Scene,
        rollout: String,
        fence: Fence = .alias
    ) throws(Complaint) {
        try Self.check(intent, against: scene)
        let isDirect = intent.strategy.isDirect
        let publishes = !isDirect && intent.candidate == nil
        let latest = scene.latest?.configuration
        let wanted = intent.code
        let terms = Self.terms(intent, given: scene)
        self.init(
            format: Self.currentFormat,
            rollout: rollout,
            at: scene.at,
            by: scene.identity,
            environment: intent.environment,
            target: scene.target,
            work: Work(
                createsFunction: scene.latest == nil,
                updatesConfiguration: wanted != nil && publishes || isDirect
                    ? latest.map { !intent.settings.isConfigured(in: $0) } ?? false : false,
                updatesCode: latest.map {
                    wanted != nil
                        && (wanted?.sha256 != $0.codeSha256
                            || !intent.settings.isArchitecture(of: $0))
                } ?? false,
                publishes: publishes,
                createsAlias: !isDirect && scene.alias == nil
            ),
            stable: isDirect ? nil : scene.stable?.version,
            candidate: isDirect ? .latest : intent.candidate,
            code: wanted,
            settings: intent.settings,
            changes: Self.changes(intent, given: scene),
            alias: isDirect ? nil : scene.alias,
            previous: isDirect ? nil : scene.previous,
            strategy: intent.strategy,
            gates: intent.gates,
            guards: intent.guards,
            observe: intent.observe,
            sight: Self.sight(intent, given: scene),
            probes: intent.probes,
            alarmOverrides: Self.overrides(intent, given: scene),
            onHold: intent.onHold,
            onInterrupt: intent.onInterrupt,
            metricPeriod: scene.metricPeriod,
            acceptedRate: terms.acceptedRate,
            reference: terms.reference,
            functionTimeout: terms.functionTimeout,
            expectsTraffic: terms.expectsTraffic,
            fence: isDirect || scene.alias == nil ? nil : fence,
            latestRevision: publishes || isDirect
                ? scene.latest.flatMap { $0.isSettled ? $0.revision : nil } : nil,
            hotfix: intent.hotfix,
            sleeping: isDirect
                ? nil : scene.stable.flatMap { $0.state == .inactive ? $0.version : nil }
        )
        retryFactor = terms.retries.factor(namesEvents: observesLogs)
        try checkQuiet(intent, scene)
    }

    private static func terms(_ intent: Intent, given scene: Scene) -> SurveyedTerms {
        let shipped = scene.candidate ?? scene.latest
        let candidate = intent.settings.timeout ?? shipped?.configuration.timeout
        return SurveyedTerms(
            lastHour: scene.lastHour,
            reference: scene.reference,
            retries: scene.retries,
            timeouts: [candidate, scene.stable?.configuration.timeout]
        )
    }

    /// What the candidate will have that the version served now has not.
    private static func changes(_ intent: Intent, given scene: Scene) -> [Change] {
        let base = intent.strategy.isDirect ? scene.latest : scene.stable ?? scene.latest
        guard let base else { return [] }
        if let candidate = scene.candidate {
            return differences(from: base.configuration, to: candidate.configuration)
        }
        var changes: [Change] = []
        if let code = intent.code, code.sha256 != base.configuration.codeSha256 {
            changes.append(codeChange(base.configuration.codeSha256, code.sha256))
        }
        let mentioned = intent.settings.differences(from: base.configuration)
        changes += mentioned
        guard let latest = scene.latest, latest.version != base.version else { return changes }
        // What someone else wrote into $LATEST is published too: it must be seen.
        let strays = differences(from: base.configuration, to: latest.configuration).filter {
            $0.property != "Code" && !intent.settings.mentions($0.property)
        }
        return changes + strays.map { Change($0, isInLatest: true) }
    }

    /// What changed between two readings of `$LATEST` beside what the plan writes itself.
    static func strays(
        from old: Configuration,
        to new: Configuration,
        beside plan: Plan,
        isWritten: Bool = false
    ) -> [Change] {
        differences(from: old, to: new).filter { change in
            change.property == "Code"
                ? new.codeSha256 != plan.code?.sha256
                : isWritten || !plan.settings.mentions(change.property)
        }
    }

    private static func differences(from old: Configuration, to new: Configuration) -> [Change] {
        var changes: [Change] = []
        if old.codeSha256 != new.codeSha256 {
            changes.append(codeChange(old.codeSha256, new.codeSha256))
        }
        let whole = FunctionSettings(
            runtime: new.runtime,
            handler: new.handler,
            role: new.role,
            memory: new.memory,
            timeout: new.timeout,
            description: new.description,
            variables: new.variables,
            architecture: new.architecture,
            properties: new.properties
        )
        return changes + whole.differences(from: old)
    }

    private static func codeChange(_ before: String, _ after: String) -> Change {
        Change(property: "Code", before: String(before.prefix(7)), after: String(after.prefix(7)))
    }
}

extension Change {
    fileprivate init(_ change: Change, isInLatest: Bool) {
        self = change
        self.isInLatest = isInLatest
    }
}

extension FunctionSettings {
    /// Whether the project file says something about this property.
    fileprivate func mentions(_ property: String) -> Bool {
        switch property {
        case "Runtime": runtime != nil
        case "Handler": handler != nil
        case "Role": role != nil
        case "MemorySize": memory != nil
        case "Timeout": timeout != nil
        case "Description": description != nil
        case "Architectures": architecture != nil
        default: property.hasPrefix("Environment.") ? variables != nil : properties[property] != nil
        }
    }
}
