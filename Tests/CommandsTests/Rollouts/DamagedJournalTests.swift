// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import SluiceCore
import SluiceDeploy
import SystemPackage
import Testing

@testable import SluiceCommands

/// What is said beside a journal that cannot be used.
@Suite struct DamagedJournalTests {
    /// A project with one damaged journal, whose first line is whole.
    private func house<Result>(
        _ body: (Composition) async throws -> Result
    ) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("sluice-damaged-\(UUID().uuidString)").path
        defer {
            // A folder that stays behind in the temporary directory does no harm.
            try? FileManager.default.removeItem(atPath: folder)
        }
        let store = JournalStore(directory: FilePath("\(folder)/.sluice"))
        try await Sample.record(try Sample.entries(name: "r-12"), in: store)
        let file = try #require(
            FileHandle(forWritingAtPath: "\(folder)/.sluice/rollouts/r-12.jsonl")
        )
        try file.seekToEnd()
        try file.write(contentsOf: Data("no journal\n".utf8))
        var settings = Settings()
        settings.output = .json
        return try await body(Composition(settings, variables: [:], folder: folder))
    }

    @Test(arguments: [(nil, 1), ("production", 1), ("staging", 0)] as [(String?, Int32)])
    func `status ends with 1 where a rollout may be open`(
        environment: String?,
        code: Int32
    ) async throws {
        let command = try StatusCommand.parse(environment.map { [$0] } ?? [])
        let exit = try await house { try await command.run(in: $0) }
        #expect(exit.rawValue == code)
    }

    @Test func `status does not say that nothing is open`() async throws {
        let damaged = try await house { house in
            try await house.withStore { store, _ in try await store.damaged() }
        }
        #expect(
            StatusCommand.text([], besides: damaged, width: 80)
                == "it cannot be known whether r-12 is open: its journal cannot be used"
        )
        #expect(StatusCommand.text([], besides: [], width: 80) == "no rollout is open")
    }

    @Test(arguments: [(nil, 13), ("staging", 0)] as [(String?, Int32)])
    func `settle ends with 13 where a rollout may be open`(
        environment: String?,
        code: Int32
    ) async throws {
        let command = try SettleCommand.parse(environment.map { [$0] } ?? [])
        let exit = try await house { try await command.run(in: $0) }
        #expect(exit.rawValue == code)
    }
}
