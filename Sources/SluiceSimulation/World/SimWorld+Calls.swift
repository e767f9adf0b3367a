// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceModel
import SluiceWire
import Synchronization

extension SimWorld {
    /// Performs one call at this time, after all that was due before it.
    ///
    /// - Parameters:
    ///   - operation: What is asked.
    ///   - now: The world's time.
    ///   - writer: Who asks.
    ///   - sent: What was so when the call was sent.
    ///   - isStale: Whether a read is answered from before the last write.
    /// - Returns: What Lambda answers.
    /// - Throws: Lambda's refusal.
    func perform<Operation: ModelOperation>(
        _ operation: Operation,
        at now: Timestamp,
        by writer: Truth.Writer = .someoneElse,
        sent: SimEffect.Sent = .init(),
        isStale: Bool = false
    ) throws(AWSFailure) -> Operation.Output {
        try state.withLock { state throws(AWSFailure) in
            settle(until: now, &state)
            if isStale, let old = state.snapshots.first(where: { $0.until > now }) {
                var (model, chance) = (old.model, state.chance)
                return try model.perform(operation, at: now, chance: &chance)
            }
            return try perform(operation, now, writer, sent, &state)
        }
    }

    func perform<Operation: ModelOperation>(
        _ operation: Operation,
        _ now: Timestamp,
        _ writer: Truth.Writer,
        _ sent: SimEffect.Sent = .init(),
        _ state: inout State
    ) throws(AWSFailure) -> Operation.Output {
        let writes = operation.writesSomething
        let before = writes ? truth(state) : Truth()
        if writes, faults.windows[.staleRead] != nil {
            // An answer may be that old: some seconds, as AWS's own replicas are.
            state.snapshots.append((now.advanced(by: .seconds(3)), state.model))
            if state.snapshots.count > Limits.snapshotsMax { state.snapshots.removeFirst() }
        }
        let output = try state.model.perform(
            operation,
            at: now,
            chance: &state.chance,
            package: package(of: operation)
        )
        _ = state.model.takeChanges()
        guard writes else { return output }
        state.published = state.model.functions[Self.function]?.versions.count ?? 1
        noteTraffic(before: before.traffic, by: writer, at: now, &state)
        let effect = SimEffect(
            at: now,
            by: writer,
            operation: Operation.name,
            sent: sent,
            before: before,
            after: truth(state)
        )
        state.checker.took(effect)
        return output
    }

    private func package(of operation: Any) -> Result<CodePackage, AWSFailure>? {
        let code: Blob? =
            switch operation {
            case let create as CreateFunction: create.code.zipFile
            case let update as UpdateFunctionCode: update.zipFile
            default: nil
            }
        return code.map {
            let digest = profile.digests[$0.text] ?? $0.text
            return .success(CodePackage(sha256: digest, size: $0.bytes.count))
        }
    }

    /// Deploys a first version behind the alias, as if it had been there for long.
    public func deployFirst(code: String, withAlias: Bool = true) throws {
        try state.withLock { state in
            var at = state.now.advanced(by: .seconds(-60))
            func perform<O: ModelOperation>(_ operation: O) throws {
                at = at.advanced(by: .seconds(1))
                _ = try state.model.perform(
                    operation,
                    at: at,
                    chance: &state.chance,
                    package: .success(CodePackage(sha256: code, size: 1))
                )
            }
            try perform(
                CreateFunction(
                    functionName: Self.function,
                    runtime: "python3.12",
                    role: Self.role,
                    handler: "app.handler",
                    code: FunctionCode(zipFile: Blob(utf8: code)),
                    timeout: 10
                )
            )
            try perform(PublishVersion(functionName: Self.function))
            if withAlias {
                try perform(
                    CreateAlias(
                        functionName: Self.function,
                        name: Self.alias,
                        functionVersion: "1",
                        description: "who owns it"
                    )
                )
            }
            state.published = 1
        }
    }

    /// Publishes a version by another hand, before the rollout.
    ///
    /// - Parameters:
    ///   - code: The CodeSha256 of its package.
    ///   - isServed: Whether the alias names it from then on.
    /// - Throws: What Lambda refuses.
    public func publish(code: String, isServed: Bool = false) throws {
        try state.withLock { state in
            for (index, step) in [0, 1].enumerated() {
                let at = state.now.advanced(by: .seconds(Int64(index - 30)))
                let package = Result<CodePackage, AWSFailure>.success(
                    CodePackage(sha256: code, size: 1)
                )
                if step == 0 {
                    _ = try state.model.perform(
                        UpdateFunctionCode(
                            functionName: Self.function,
                            zipFile: Blob(utf8: code)
                        ),
                        at: at,
                        chance: &state.chance,
                        package: package
                    )
                } else {
                    _ = try state.model.perform(
                        PublishVersion(functionName: Self.function),
                        at: at,
                        chance: &state.chance
                    )
                }
            }
            if isServed {
                _ = try state.model.perform(
                    UpdateAlias(
                        functionName: Self.function,
                        name: Self.alias,
                        functionVersion: "2"
                    ),
                    at: state.now.advanced(by: .seconds(-28)),
                    chance: &state.chance
                )
            }
            state.published = state.model.functions[Self.function]?.versions.count ?? 1
        }
    }

    /// The execution role of every function.
    static let role = "arn:aws:iam::000000000000:role/orders"

    /// What rollouts with probes call both versions with.
    static let probe = PropertyValue.map(["probe": .bool(true)])

    /// What a gate or a probe is answered: versions whose package is broken fail, and probes as often
    /// as other calls.
    func invoke(_ invoke: Invoke, at now: Timestamp) -> Invoke.Output {
        state.withLock { state in
            let version = invoke.qualifier.flatMap { Version($0) } ?? .latest
            let isBroken = code(of: version, state).map { profile.broken.contains($0) } ?? true
            let isProbe = invoke.payload == Blob(utf8: Self.probe.text)
            let hasFailed = isBroken || isProbe && failsProbe(version, at: now, state)
            if isProbe { state.probes[version, default: 0] += 1 }
            if isProbe, hasFailed { state.failedProbes += 1 }
            return Invoke.Output(
                statusCode: 200,
                functionError: hasFailed ? "Unhandled" : nil,
                payload: Blob(utf8: hasFailed ? #"{"errorType":"KeyError"}"# : #"{"ok":true}"#),
                executedVersion: version.name
            )
        }
    }

    func code(of version: Version, _ state: State) -> String? {
        state.model.functions[Self.function]?.record(of: version)?.current.package.sha256
    }
}

extension AWSOperation {
    /// Whether the operation is one that can change something in Lambda.
    var writesSomething: Bool {
        switch self {
        case is GetAlias, is ListAliases, is GetFunction, is GetFunctionConfiguration,
            is GetMetricData, is ListMetrics, is ListVersionsByFunction, is ListFunctions,
            is GetAccountSettings, is Invoke, is DescribeAlarms:
            false
        // What a survey asks beside these is read as well, and a log is searched.
        default: !["Get", "List", "Describe", "Filter"].contains { Self.name.hasPrefix($0) }
        }
    }
}
