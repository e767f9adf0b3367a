// SPDX-License-Identifier: Apache-2.0
import Foundation
import SluiceBase
import SluiceCore
import SluiceDeploy
import SystemPackage
import Testing

@testable import SluiceCommands

/// A rollout of `orders:live` from version 1 to version 2, as far as a test wants it.
enum Sample {
    static let intent = Intent(
        environment: "production",
        isProtected: true,
        function: "orders",
        alias: "live",
        candidate: Version(2),
        strategy: Strategy(
            name: "steps",
            shape: .steps([
                Step(weight: .percent(10), bake: .seconds(600)),
                Step(weight: .percent(50), bake: .seconds(600)),
            ])
        ),
        gates: [
            Gate(
                name: "run ./smoke-test.sh",
                check: .run(command: "./smoke-test.sh", directory: "/p")
            )
        ]
    )

    static let target = Target(
        account: "000000000000",
        region: "us-east-1",
        endpoint: "http://127.0.0.1:4570",
        function: "orders",
        alias: "live"
    )

    static func state(_ version: Version, code: String) -> FunctionState {
        FunctionState(
            version: version,
            revision: "r\(version.name)",
            configuration: Configuration(
                codeSha256: code,
                runtime: "python3.12",
                handler: "app.handler",
                role: "arn:aws:iam::000000000000:role/orders",
                memory: 256,
                timeout: 5
            )
        )
    }

    static func scene(calls: Int = 36_000) -> Scene {
        Scene(
            target: target,
            at: Timestamp(second: 1_767_262_400),
            identity: "arn:aws:iam::000000000000:user/mira",
            latest: state(.latest, code: "codeB"),
            alias: AliasState(version: Version(1), revision: "a1"),
            stable: state(Version(1), code: "codeA"),
            candidate: state(Version(2), code: "codeB"),
            metricPeriod: 1,
            lastHour: Counts(failures: 0, calls: calls)
        )
    }

    static func plan(_ rollout: String = "r-01JD4K") throws -> Plan {
        try Plan(intent, given: scene(), rollout: rollout)
    }

    /// A rollout with these events after its plan.
    static func rollout(_ events: [Event] = [], name: String = "r-01JD4K") throws -> Rollout {
        try #require(Rollout(replaying: try entries(events, name: name)))
    }

    static func entries(_ events: [Event] = [], name: String = "r-01JD4K") throws -> [Entry] {
        let plan = try plan(name)
        return ([.started(plan: plan)] + events).enumerated().map { index, event in
            Entry(
                n: index + 1,
                at: plan.at.advanced(by: .seconds(index)),
                event: event
            )
        }
    }

    /// Does something with journals in a folder that goes away.
    static func withStore<Result>(
        _ body: (JournalStore) async throws -> Result
    ) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("sluice-commands-\(UUID().uuidString)")
        defer {
            // A folder that stays behind in the temporary directory does no harm.
            try? FileManager.default.removeItem(at: folder)
        }
        return try await body(JournalStore(directory: FilePath(folder.path)))
    }

    static func record(_ entries: [Entry], in store: JournalStore) async throws {
        guard case .started(let plan) = entries.first?.event else { return }
        let journal = try await store.create(plan.rollout)
        for entry in entries { try await journal.append(entry) }
    }
}
