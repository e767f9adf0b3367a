// SPDX-License-Identifier: Apache-2.0
import SluiceBase

@testable import SluiceCore

extension FunctionState {
    static func sample(_ version: Version, code: String = "old", role: String = "r")
        -> FunctionState
    {
        FunctionState(
            version: version,
            revision: "v\(version)",
            configuration: Configuration(codeSha256: code, role: role, memory: 128, timeout: 3)
        )
    }
}

extension AliasState {
    static let serving41 = AliasState(version: Version(41), revision: "a1", description: "mine")
}

extension Target {
    static let sample = Target(
        account: "000000000000",
        region: "us-east-1",
        function: "orders",
        alias: "live"
    )
}

extension CodeReference {
    static let fresh = CodeReference(sha256: "new", size: 10, path: "/x.zip", source: "src/")
}

extension Strategy {
    static func steps(_ pairs: (Int, Int)..., watch: Int = 0) -> Strategy {
        Strategy(
            name: "steps",
            shape: .steps(pairs.map { Step(weight: .percent($0.0), bake: .seconds($0.1)) }),
            watchAfter: .seconds(watch)
        )
    }
    static let canary = steps((10, 30), (50, 30))
}

extension Intent {
    static func sample(
        strategy: Strategy = .canary,
        gates: [Gate] = [],
        onHold: HoldPolicy = HoldPolicy(),
        isProtected: Bool = false
    ) -> Intent {
        Intent(
            environment: "production",
            isProtected: isProtected,
            function: "orders",
            alias: strategy.isDirect ? nil : "live",
            code: .fresh,
            settings: FunctionSettings(runtime: "python3.12", handler: "app.handler", role: "r"),
            strategy: strategy,
            gates: gates,
            onHold: onHold
        )
    }
}

extension Scene {
    static var serving41: Scene {
        var stable = FunctionState.sample(Version(41))
        stable.configuration.runtime = "python3.12"
        stable.configuration.handler = "app.handler"
        var latest = stable
        latest.version = .latest
        return Scene(
            target: .sample,
            at: Timestamp(second: 1_000_000),
            identity: "arn:aws:iam::000000000000:user/mira",
            latest: latest,
            alias: .serving41,
            stable: stable,
            metricPeriod: 1
        )
    }
    static var empty: Scene {
        Scene(
            target: .sample,
            at: Timestamp(second: 1_000_000),
            identity: "mira",
            metricPeriod: 1
        )
    }
}

extension Gate {
    static func run(_ place: Place = .before) -> Gate {
        Gate(
            name: "run ./smoke.sh",
            place: place,
            check: .run(command: "./smoke.sh", directory: ".")
        )
    }
}

extension Plan {
    static func sample(
        _ strategy: Strategy = .canary,
        gates: [Gate] = [],
        onHold: HoldPolicy = HoldPolicy(),
        given scene: Scene = .serving41
    ) throws -> Plan {
        try Plan(
            .sample(strategy: strategy, gates: gates, onHold: onHold),
            given: scene,
            rollout: "r-1"
        )
    }
}
