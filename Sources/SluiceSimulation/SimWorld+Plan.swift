// SPDX-License-Identifier: Apache-2.0
import SluiceBase
public import SluiceCore
import SluiceModel
import SluiceWire
import Synchronization

extension SimWorld {
    /// Opens a rollout of this package: writes its plan into the journal.
    ///
    /// - Parameters:
    ///   - code: The candidate's CodeSha256, by which the profile knows it.
    ///   - strategy: How traffic moves.
    ///   - gates: Checks before traffic.
    ///   - onHold: What to do when it has to wait.
    /// - Throws: `Complaint` where the plan is refused.
    public func open(
        code: String,
        strategy: Strategy,
        gates: [Gate] = [],
        onHold: HoldPolicy = HoldPolicy()
    ) throws {
        let intent = Intent(
            environment: "production",
            function: Self.function,
            alias: Self.alias,
            code: CodeReference(sha256: code, size: code.utf8.count, path: "", source: "src/"),
            settings: FunctionSettings(
                runtime: "python3.12",
                handler: "app.handler",
                role: "arn:aws:iam::000000000000:role/orders",
                timeout: 10
            ),
            strategy: strategy,
            gates: gates,
            onHold: onHold
        )
        let plan = try Plan(intent, given: scene(), rollout: "r-sim")
        let at = now
        state.withLock { $0.entries = [Entry(n: 1, at: at, event: .started(plan: plan))] }
    }

    private func scene() throws -> Scene {
        let at = now
        let target = Target(
            account: "000000000000",
            region: "us-east-1",
            endpoint: "http://127.0.0.1:4570",
            function: Self.function,
            alias: Self.alias
        )
        var scene = Scene(target: target, at: at, identity: "simulation", metricPeriod: 1)
        guard state.withLock({ $0.model.functions[Self.function] }) != nil else { return scene }
        let alias = try perform(
            GetAlias(functionName: Self.function, name: Self.alias),
            at: at
        )
        let latest = try perform(GetFunctionConfiguration(functionName: Self.function), at: at)
        let configuration = Configuration(
            codeSha256: latest.codeSha256 ?? "",
            runtime: latest.runtime,
            handler: latest.handler,
            role: latest.role ?? "",
            memory: latest.memorySize ?? 128,
            timeout: latest.timeout ?? 3
        )
        guard let version = Version(alias.functionVersion) else { return scene }
        scene.alias = AliasState(version: version, revision: alias.revisionId)
        scene.latest = FunctionState(
            version: .latest,
            revision: latest.revisionId ?? "",
            configuration: configuration
        )
        scene.stable = FunctionState(version: version, revision: "", configuration: configuration)
        return scene
    }
}
