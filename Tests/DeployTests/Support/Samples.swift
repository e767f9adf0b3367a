// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

@testable import SluiceDeploy

extension Target {
    static let sample = Target(
        account: "000000000000",
        region: "eu-west-1",
        function: "orders",
        alias: "live"
    )
}

extension AliasState {
    static let serving41 = AliasState(version: Version(41), revision: "a1", description: "mine")
    static let split = AliasState(
        version: Version(41),
        weighted: .init(Version(42), .percent(10)),
        revision: "a2",
        description: "mine"
    )
}

extension CodeReference {
    /// `base64(sha256("package"))`.
    static let fresh = CodeReference(
        sha256: "vEpxGAhw95RRVfuwL0sKLj+qKmLW0xtwOQEwVe0Zhpo=",
        size: 7,
        path: "/nowhere/package.zip",
        source: "src/"
    )
}

extension Strategy {
    static func steps(_ pairs: (Int, Int)...) -> Strategy {
        Strategy(
            name: "steps",
            shape: .steps(pairs.map { Step(weight: .percent($0.0), bake: .seconds($0.1)) })
        )
    }
}

extension Intent {
    static func sample(
        strategy: Strategy = .steps((10, 30)),
        gates: [Gate] = [],
        guards: Guards = Guards(failures: []),
        settings: FunctionSettings = FunctionSettings(),
        onInterrupt: InterruptPolicy = .leave
    ) -> Intent {
        Intent(
            environment: "staging",
            function: "orders",
            alias: "live",
            settings: settings,
            candidate: Version(42),
            strategy: strategy,
            gates: gates,
            guards: guards,
            onInterrupt: onInterrupt
        )
    }
}

extension FunctionConfiguration {
    static func sample(_ version: String, revision: String = "f1") -> FunctionConfiguration {
        FunctionConfiguration(
            functionName: "orders",
            functionArn: "arn:aws:lambda:eu-west-1:000000000000:function:orders",
            runtime: "python3.12",
            role: "arn:aws:iam::000000000000:role/orders",
            handler: "app.handler",
            codeSize: 7,
            description: "",
            timeout: 3,
            memorySize: 128,
            codeSha256: "old",
            version: version,
            environment: FunctionEnvironment(variables: ["tableName": "orders"]),
            revisionId: revision,
            state: "Active",
            lastUpdateStatus: "Successful",
            architectures: ["x86_64"]
        )
    }
}

extension AliasConfiguration {
    init(_ name: String, _ state: AliasState) {
        self.init(
            aliasArn: "arn:aws:lambda:eu-west-1:000000000000:function:orders:\(name)",
            name: name,
            functionVersion: state.version.name,
            description: state.description,
            routingConfig: state.weighted.map {
                RoutingConfig(
                    additionalVersionWeights: [$0.version.name: $0.weight.fraction]
                )
            },
            revisionId: state.revision
        )
    }
}

extension Scene {
    static func serving41(_ alias: AliasState = .serving41) throws -> Scene {
        let latest = try FunctionState(.sample("$LATEST"), mentioning: FunctionSettings())
        var stable = latest
        stable.version = Version(41)
        var candidate = latest
        candidate.version = Version(42)
        return Scene(
            target: .sample,
            at: Timestamp(second: 1_000_000),
            identity: "arn:aws:iam::000000000000:user/mira",
            latest: latest,
            alias: alias,
            stable: stable,
            candidate: candidate,
            metricPeriod: 1
        )
    }
}

extension Rollout {
    /// A rollout from v41 to v42, with these events after its plan.
    static func sample(
        _ intent: Intent = .sample(),
        _ events: Event...
    ) throws -> Rollout {
        sample(try .sample(intent), events)
    }

    static func sample(_ plan: Plan, _ events: Event...) -> Rollout { sample(plan, events) }

    private static func sample(_ plan: Plan, _ events: [Event]) -> Rollout {
        var rollout = Rollout(plan, at: Timestamp(second: 1_000_000))
        for (index, event) in events.enumerated() {
            rollout.apply(
                Entry(n: index + 2, at: Timestamp(second: 1_000_000), event: event)
            )
        }
        return rollout
    }
}

extension Plan {
    static func sample(_ intent: Intent = .sample()) throws -> Plan {
        try Plan(intent, given: .serving41(), rollout: "r-1")
    }
}

extension DriverIdentity {
    static let mira = DriverIdentity(pid: 4711, host: "build", who: "mira")
}

extension Event {
    static let driving = Event.driving(driver: .mira)
    static let started42 = Event.decided(
        decision: .advance(to: 0, grade: .start),
        evidence: nil
    )
}
