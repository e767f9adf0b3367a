// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceCore
import SluiceDeploy
import SluiceModel
import SluiceWire
import Synchronization

extension SimWorld {
    /// Opens a rollout of this package: writes its plan into the journal.
    ///
    /// - Parameters:
    ///   - code: The candidate's CodeSha256, by which the profile knows it; `nil` where somebody
    ///     else publishes.
    ///   - candidate: The version that somebody else published.
    ///   - strategy: How traffic moves.
    ///   - gates: Checks before traffic.
    ///   - guards: What must keep passing.
    ///   - onHold: What to do when it has to wait.
    ///   - onInterrupt: What Ctrl-C does.
    ///   - memory: The megabytes to ship, so that the configuration changes too.
    ///   - until: The step at which it is left open.
    ///   - change: What else is asked for.
    /// - Throws: `Complaint` where the plan is refused.
    public func open(
        code: String? = nil,
        candidate: Version? = nil,
        strategy: Strategy,
        gates: [Gate] = [],
        guards: Guards = Guards(),
        onHold: HoldPolicy = HoldPolicy(),
        onInterrupt: InterruptPolicy = .leave,
        memory: Int? = nil,
        until: String? = nil,
        _ change: (inout Intent) -> Void = { _ in }
    ) throws {
        let settings = FunctionSettings(
            runtime: "python3.12",
            handler: "app.handler",
            role: Self.role,
            memory: memory,
            timeout: 10
        )
        var intent = Intent(
            environment: "production",
            function: Self.function,
            alias: strategy.isDirect ? nil : Self.alias,
            code: code.map {
                CodeReference(sha256: $0, size: $0.utf8.count, path: "", source: "src/")
            },
            settings: code == nil ? FunctionSettings() : settings,
            candidate: candidate,
            strategy: strategy,
            gates: gates,
            guards: guards,
            onHold: onHold,
            onInterrupt: onInterrupt
        )
        change(&intent)
        let scene = try scene(for: intent)
        var plan = try Plan(intent, given: scene, rollout: "r-sim")
        plan.until = until
        record(Entry(n: 1, at: now, event: .started(plan: plan)), by: 0, at: now)
        arrangeOthers()
    }

    /// Opens a rollback that goes down the steps, from the version that serves now to version 1.
    public func openGradualRollback(
        strategy: Strategy,
        guards: Guards = Guards(),
        onHold: HoldPolicy = HoldPolicy(),
        onInterrupt: InterruptPolicy = .leave
    ) throws {
        let intent = Intent(
            environment: "production",
            function: Self.function,
            alias: Self.alias,
            code: nil,
            settings: FunctionSettings(),
            candidate: nil,
            strategy: strategy,
            gates: [],
            guards: guards,
            onHold: onHold,
            onInterrupt: onInterrupt
        )
        let scene = try scene(for: intent)
        guard let alias = scene.alias else { return }
        let plan = Plan.gradualRollback(
            intent,
            rollout: "r-sim",
            at: now,
            by: "simulation",
            target: scene.target,
            alias: alias,
            to: Version(1),
            metricPeriod: profile.metricPeriod
        )
        record(Entry(n: 1, at: now, event: .started(plan: plan)), by: 0, at: now)
        arrangeOthers()
    }

    private func scene(for intent: Intent) throws -> Scene {
        let at = now
        let target = Target(
            account: "000000000000",
            region: "us-east-1",
            endpoint: "http://127.0.0.1:4570",
            function: Self.function,
            alias: intent.alias
        )
        var scene = Scene(
            target: target,
            at: at,
            identity: "simulation",
            metricPeriod: profile.metricPeriod
        )
        guard let function = state.withLock({ $0.model.functions[Self.function] }) else {
            return scene
        }
        func read(_ version: Version) throws -> FunctionState {
            let qualifier = version.isPublished ? version.name : nil
            let answer = try perform(
                GetFunctionConfiguration(functionName: Self.function, qualifier: qualifier),
                at: at
            )
            return try FunctionState(answer, mentioning: intent.settings)
        }
        scene.latest = try read(.latest)
        if let candidate = intent.candidate { scene.candidate = try read(candidate) }
        scene.alarms = try alarmStates(intent.guards.alarms.map(\.name))
        if function.aliases[Self.alias] != nil {
            let answer = try perform(
                GetAlias(functionName: Self.function, name: Self.alias),
                at: at
            )
            let alias = try AliasState(answer)
            scene.alias = alias
            scene.stable = try read(alias.version)
            scene.lastHour = Counts(calls: profile.callsPerSecond * 3600)
            scene.reference = reference(of: alias.version, scene.lastHour.calls)
        }
        return scene
    }

    /// What the hour before told of the version that serves.
    private func reference(of version: Version, _ calls: Int) -> Reference? {
        guard profile.knowsHour, let code = state.withLock({ code(of: version, $0) }) else {
            return nil
        }
        let failed = (profile.failureRates[code] ?? 0) * Double(calls)
        let throttled = (profile.throttleRates[code] ?? 0) * Double(calls)
        return Reference(
            calls: Counts(failures: Int(failed), calls: calls),
            latency: profile.latencies[code].map { LatencyThresholds(p50: $0, p90: $0, p99: $0) },
            throttles: Counts(failures: Int(throttled), calls: calls)
        )
    }
}
