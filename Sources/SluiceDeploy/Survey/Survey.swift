// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceCore
public import SluiceWire

/// Looks at what is there before anything is written: the function, its alias, who asks, and what
/// happened here before.
///
/// ```swift
/// let scene = try await survey.scene(for: intent)
/// ```
public struct Survey: Sendable {
    let aws: any AWSTransport
    let clock: any WallClock
    let store: JournalStore
    let region: String
    let endpoint: String?
    let health: @Sendable () async -> Int?

    /// Makes a survey of where the transport sends to; `endpoint` is `nil` for AWS itself.
    ///
    /// `health` tells the shortest period of metrics, in seconds, that the endpoint keeps; AWS is
    /// not asked, because it keeps minutes.
    public init(
        aws: any AWSTransport,
        clock: any WallClock,
        store: JournalStore,
        region: String,
        endpoint: String?,
        health: @escaping @Sendable () async -> Int?
    ) {
        self.aws = aws
        self.clock = clock
        self.store = store
        self.region = region
        self.endpoint = endpoint
        self.health = health
    }

    private var calls: CallSurvey { CallSurvey(aws: aws) }

    /// The same survey, to which looked-up values are stand-ins.
    func reading(through vault: Vault) -> Survey {
        Survey(
            aws: SealingTransport(base: aws, vault: vault),
            clock: clock,
            store: store,
            region: region,
            endpoint: endpoint,
            health: health
        )
    }

    /// Reads everything that a plan needs to know.
    ///
    /// - Throws: `Complaint` when AWS does not let us look, when the account is not the one that
    ///   the environment names, or when a journal is damaged: it may be that of an open rollout.
    ///
    /// The calls of the days before are read where a plan is to tell of them, and on AWS before
    /// each weighted step of a protected environment.
    public func scene(for intent: Intent, withHistory: Bool = false) async throws -> Scene {
        do {
            return try await look(intent, withHistory: withHistory)
        } catch let failure as AWSFailure {
            throw Complaint(failure, doing: "look at \(intent.function)")
        }
    }

    /// What an intent moves; `nil` where it cannot be known whose credentials these are, which the
    /// scene then says.
    func target(of intent: Intent) async throws -> Target? {
        let identity: GetCallerIdentity.Output
        do {
            identity = try await aws.send(GetCallerIdentity())
        } catch {
            return nil
        }
        return target(of: intent, in: identity.account)
    }

    private func target(of intent: Intent, in account: String) -> Target {
        Target(
            account: account,
            region: region,
            endpoint: endpoint,
            function: intent.function,
            alias: intent.alias
        )
    }

    private func look(_ intent: Intent, withHistory: Bool) async throws -> Scene {
        let identity = try await aws.send(GetCallerIdentity())
        let target = target(of: intent, in: identity.account)
        try Self.check(target, against: intent)
        async let period = endpoint == nil ? nil : health()
        async let latest = self.latest(intent)
        async let alias = self.alias(target.alias, of: target)
        async let previous = self.alias(target.previousAlias, of: target)
        let now = clock.now
        var scene = Scene(target: target, at: now, identity: identity.arn)
        if let (state, tags) = try await latest {
            scene.latest = state
            scene.owner = tags["aws:cloudformation:stack-name"]
        }
        scene.alias = try await alias
        scene.previous = try await previous
        // Only an engine tells what it keeps; other endpoints are AWS's own, by another address.
        let kept = await period
        (scene.metricPeriod, scene.isEngine) = (kept ?? 60, kept != nil)
        if !intent.strategy.isDirect {
            let names = intent.guards.alarms.map(\.name)
            scene.alarms = try await LambdaPlatform.alarms(names, from: aws)
        }
        if let version = scene.alias?.version {
            async let counts = calls.lastHour(of: target, intent, until: now)
            async let isProvisioned = isProvisioned(target)
            async let callers = calls.callers(of: target, intent)
            async let retries = calls.retries(of: target, intent)
            scene.stable = try await self.version(version, intent)
            scene.lastHour = try await counts
            scene.aliasIsProvisioned = try await isProvisioned
            scene.callers = try await callers
            scene.retries = try await retries
            scene.reference = try await calls.reference(
                of: target,
                intent,
                scene.lastHour,
                until: now
            )
            let isJudged = !intent.strategy.steps.isEmpty && !intent.guards.failures.isEmpty
            if isJudged, withHistory || !scene.isEngine && intent.isProtected {
                scene.history = try await calls.history(of: target, until: now)
            }
        }
        if let version = intent.candidate {
            scene.candidate = try await self.version(version, intent)
        }
        if intent.observe == .logs, var callers = scene.callers {
            let versions = [scene.stable?.version, intent.candidate].compactMap(\.self)
            try await calls.otherAliases(of: target, serving: versions, &callers)
            scene.callers = callers
        }
        let history = try await store.undamaged(of: target)
        scene.rolledBack = history.rolledBack
        scene.rolledBackVersions = history.rolledBackVersions
        scene.openRollout = history.last(where: \.isOpen)?.rollout
        return scene
    }

    private static func check(_ target: Target, against intent: Intent) throws {
        if let account = intent.account, account != target.account {
            throw Complaint.elsewhere(
                "environment \(intent.environment)",
                account: account,
                caller: target.account
            )
        }
    }

    private func latest(
        _ intent: Intent
    ) async throws(AWSFailure) -> (FunctionState, [String: String])? {
        let answer: GetFunction.Output
        do {
            answer = try await aws.send(GetFunction(functionName: intent.function))
        } catch {
            if error.status == 404 { return nil }
            throw error
        }
        let state = try FunctionState(
            answer.configuration,
            tags: answer.tags,
            mentioning: intent.settings
        )
        return (state, answer.tags ?? [:])
    }

    private func alias(
        _ name: String?,
        of target: Target
    ) async throws(AWSFailure) -> AliasState? {
        guard let name else { return nil }
        return try await aws.alias(name, of: target.function)
    }

    /// Whether the alias has provisioned concurrency of its own.
    private func isProvisioned(_ target: Target) async throws(AWSFailure) -> Bool {
        guard let name = target.alias else { return false }
        do {
            _ = try await aws.send(
                GetProvisionedConcurrencyConfig(functionName: target.function, qualifier: name)
            )
            return true
        } catch {
            // Who may not look has policies that were written before this was asked; none is meant.
            if error.status == 404 || error.status == 403, !error.isCredentials { return false }
            throw error
        }
    }

    private func version(
        _ version: Version,
        _ intent: Intent
    ) async throws(AWSFailure) -> FunctionState? {
        let answer: FunctionConfiguration
        do {
            answer = try await aws.send(
                GetFunctionConfiguration(functionName: intent.function, qualifier: version.name)
            )
        } catch {
            if error.status == 404 { return nil }
            throw error
        }
        return try FunctionState(answer, mentioning: intent.settings)
    }
}
