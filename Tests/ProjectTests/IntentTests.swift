// SPDX-License-Identifier: Apache-2.0
import Foundation
import SluiceBase
import SluiceCore
import SluiceProject
import Testing

@Suite struct IntentTests {
    private static let yaml = """
        version: 1
        function:
          name: orders-${environment}
          runtime: python3.12
          handler: app.handler
          role: arn:aws:iam::${account}:role/orders
          memory: 256
          timeout: 30s
          code: src/
          variables: { TABLE: "t-${region}", TOKEN: "${env:ORDERS_TOKEN}", N: 007, EMPTY: "" }
          properties: { TracingConfig: { Mode: Active }, Layers: ["arn:${account}"] }
          tags: { team: shop }
        local: { env: { TABLE: local } }
        environments:
          dev:
            strategy: direct
          staging:
            alias: live
            gates:
              - invoke: { payload: {test: true}, expect: {payload: {ok: true}, within: 2s} }
          production:
            alias: live
            account: "123456789012"
            regions: [eu-west-1]
            function: { memory: 512, variables: { TABLE: big } }
            strategy:
              steps: [{weight: 10%, bake: 10m}, {weight: 50%, bake: 10m}]
              watchAfter: 10m
              deadline: 2h
              stepTimeout: 1h
            gates:
              - invoke: { payload: events/smoke.json, expect: {status: 200, path: {$.a.b: 1}} }
              - { run: ./smoke-test.sh, at: 10%, timeout: 5m }
              - { url: "https://${environment}.example/health", at: after }
            guards:
              failures:
                - function
                - log: '{ $.status >= 500 }'
                - metric: { namespace: Orders, name: Failures, dimensions: {Service: orders}, versionDimension: Version }
              alpha: 5%
              lag: 90s
            observe: logs
            probes: { rate: 6/m, payload: events/smoke.json }
            onHold: { quiet: promote, caution: hold, limit: 1h, maxSilence: 5m }
        """

    private static func file(in folder: Folder) throws -> ProjectFile {
        try ProjectFile.parse(yaml, directory: folder.path)
    }

    private static func folder() throws -> Folder {
        let folder = try Folder([
            "src/app.py": "def handler(e, c): pass\n", "events/smoke.json": "{\"a\": 1}",
        ])
        try folder.write("exit 0\n", to: "smoke-test.sh", isExecutable: true)
        return folder
    }

    @Test func `an environment becomes an intent, with everything that the file says`() throws {
        let folder = try Self.folder()
        let overrides = Overrides(variables: ["ORDERS_TOKEN": "s3cret"])
        var intent = try Self.file(in: folder).intent("production", overrides: overrides)
        let code = try #require(intent.code)
        #expect(code.source == "src/")
        #expect(code.path.hasPrefix("\(folder.path)/.sluice/packages/"))
        intent.code = nil
        let steps = [
            Step(weight: .percent(10), bake: .seconds(600)),
            Step(weight: .percent(50), bake: .seconds(600)),
        ]
        #expect(
            intent
                == Intent(
                    environment: "production",
                    isProtected: true,
                    function: "orders-production",
                    alias: "live",
                    region: "eu-west-1",
                    account: "123456789012",
                    settings: FunctionSettings(
                        runtime: "python3.12",
                        handler: "app.handler",
                        role: "arn:aws:iam::123456789012:role/orders",
                        memory: 512,
                        timeout: 30,
                        variables: ["TABLE": "big", "TOKEN": "s3cret", "N": "007", "EMPTY": ""],
                        secrets: ["TOKEN"],
                        tags: ["team": "shop"],
                        properties: [
                            "TracingConfig": .map(["Mode": .string("Active")]),
                            "Layers": .list([.string("arn:123456789012")]),
                        ]
                    ),
                    strategy: Strategy(
                        name: "steps",
                        shape: .steps(steps),
                        watchAfter: .seconds(600),
                        stepTimeout: .seconds(3600),
                        deadline: .seconds(7200)
                    ),
                    gates: Self.gates(folder),
                    guards: Guards(
                        failures: Self.failures,
                        alpha: 0.05,
                        lag: .seconds(90)
                    ),
                    observe: .logs,
                    probes: Probes(every: .seconds(10), payload: .map(["a": .integer(1)])),
                    onHold: HoldPolicy(
                        quiet: .promote,
                        caution: .hold,
                        limit: .seconds(3600),
                        maxSilence: .seconds(300),
                        isQuietChosen: true
                    )
                )
        )
    }

    private static let failures: [FailureSource] = [
        .function, .log(pattern: "{ $.status >= 500 }"),
        .metric(
            FailureMetric(
                namespace: "Orders",
                name: "Failures",
                dimensions: ["Service": "orders"],
                versionDimension: "Version"
            )
        ),
    ]

    private static func gates(_ folder: Folder) -> [Gate] {
        let smoke = Expectation(path: ["$.a.b": .integer(1)], status: 200)
        return [
            Gate(
                name: "invoke smoke.json",
                check: .invoke(payload: .map(["a": .integer(1)]), expect: smoke)
            ),
            Gate(
                name: "run ./smoke-test.sh",
                place: .step(.percent(10)),
                check: .run(command: "./smoke-test.sh", directory: folder.path),
                timeout: .seconds(300)
            ),
            Gate(
                name: "url https://production.example/health",
                place: .after,
                check: .url("https://production.example/health")
            ),
        ]
    }

    @Test func `what is not said has its default`() throws {
        let folder = try Self.folder()
        let file = try Self.file(in: folder)
        let overrides = Overrides(
            region: "us-east-1",
            account: "000000000000",
            isLocal: true,
            variables: ["ORDERS_TOKEN": "x"]
        )
        let staging = try file.intent("staging", overrides: overrides)
        #expect(!staging.isProtected)
        #expect(staging.strategy == Strategy(name: "all-at-once", shape: .steps([])))
        #expect(staging.guards == Guards())
        #expect(staging.onHold == HoldPolicy())
        #expect(staging.settings.variables?["TABLE"] == "local")
        #expect(staging.settings.memory == 256)
        #expect(staging.gates.map(\.name) == ["invoke"])
        #expect(staging.gates.map(\.timeout) == [.seconds(60)])
        #expect(staging.region == "us-east-1")
        #expect(staging.account == nil)
        let dev = try file.intent("dev", overrides: overrides)
        #expect(dev.strategy.isDirect)
        #expect(dev.alias == nil)
    }

    @Test func `a plan that nobody carries out keeps no package`() throws {
        let folder = try Self.folder()
        let variables = ["ORDERS_TOKEN": "s3cret"]
        let file = try Self.file(in: folder)
        let plan = try file.intent(
            "production",
            overrides: Overrides(for: .plan, variables: variables)
        )
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/.sluice"))
        let deploy = try file.intent("production", overrides: Overrides(variables: variables))
        #expect(plan.code?.sha256 == deploy.code?.sha256)
        #expect(plan.gates == deploy.gates)
    }

    @Test func `to look needs neither code nor payloads nor variables`() throws {
        let file = try ProjectFile.parse(Self.yaml, directory: "/nowhere")
        let intent = try file.intent("production", overrides: Overrides(for: .look))
        #expect(intent.function == "orders-production")
        #expect(intent.alias == "live")
        #expect(intent.code == nil)
        #expect(intent.gates.isEmpty)
        #expect(file.environmentNames == ["dev", "staging", "production"])
        let production = try file.environment("production")
        #expect(production.account == "123456789012")
        #expect(production.region == "eu-west-1")
        #expect(production.isProtected)
    }

    @Test func `a version that someone else published needs no code`() throws {
        let folder = try Folder(["events/smoke.json": "{}"])
        try folder.write("exit 0\n", to: "smoke-test.sh", isExecutable: true)
        let intent = try Self.file(in: folder)
            .intent("production", overrides: Overrides(candidate: Version(42)))
        #expect(intent.candidate == Version(42))
        #expect(intent.code == nil)
        #expect(intent.settings == FunctionSettings())
        #expect(intent.gates.count == 3)
    }

    @Test func `flags go before the file`() throws {
        let folder = try Self.folder()
        let overrides = Overrides(
            region: "us-east-1",
            strategy: "blue-green",
            allowsRetry: true,
            onInterrupt: .rollback,
            variables: ["ORDERS_TOKEN": "x"]
        )
        let file = try Self.file(in: folder)
        let intent = try file.intent("staging", overrides: with(overrides, account: "1234567890"))
        #expect(intent.region == "us-east-1")
        #expect(
            intent.strategy
                == Strategy(name: "blue-green", shape: .steps([]), watchAfter: .seconds(600))
        )
        #expect(intent.allowsRetry)
        #expect(intent.onInterrupt == .rollback)
        expect("--strategy: error: unknown strategy 'cannary'; did you mean 'canary'?") {
            _ = try file.intent("staging", overrides: Overrides(strategy: "cannary"))
        }
    }

    private func with(_ overrides: Overrides, account: String) -> Overrides {
        var overrides = overrides
        // The role's pattern asks for twelve digits.
        overrides.account = account + "12"
        return overrides
    }

    @Test func `an environment that does not exist is said with those that do`() throws {
        let file = try ProjectFile.parse(Self.yaml, directory: "/nowhere")
        expect(
            "sluice.yaml: error: there is no environment 'stagin'; "
                + "there are dev, staging, production; did you mean 'staging'?"
        ) { _ = try file.intent("stagin") }
    }

    @Test func `the example is in order`() throws {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let file = try ProjectFile.load("/\(root)/Examples/orders/sluice.yaml")
        let folder = try Folder()
        for name in file.environmentNames {
            let overrides = Overrides(account: "123456789012", packages: folder.path)
            let intent = try file.intent(name, overrides: overrides)
            #expect(intent.function == "orders-\(name)")
            #expect(intent.code?.source == "src/")
        }
    }

    @Test func `the file is searched upward`() throws {
        let folder = try Folder(["a/sluice.yaml": Self.yaml, "a/b/c/x": ""])
        #expect(ProjectFile.find(from: "\(folder.path)/a/b/c/") == "\(folder.path)/a/sluice.yaml")
        #expect(ProjectFile.find(from: "\(folder.path)/a") == "\(folder.path)/a/sluice.yaml")
        #expect(ProjectFile.find(from: folder.path, name: "none.yaml") == nil)
        let file = try ProjectFile.load("\(folder.path)/a/sluice.yaml", shownAs: "sluice.yaml")
        #expect(file.directory == "\(folder.path)/a")
        #expect(file.shownAs == "sluice.yaml")
    }
}

/// Expects these problems, whole.
func expect(_ text: String, from body: () throws -> Void) {
    let error = #expect(throws: ProjectProblems.self) { try body() }
    #expect(error?.description == text)
}
