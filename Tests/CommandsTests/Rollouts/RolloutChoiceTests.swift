// SPDX-License-Identifier: Apache-2.0
import SluiceCore
import SluiceDeploy
import Testing

@testable import SluiceCommands

@Suite struct RolloutChoiceTests {
    static let over = Event.finished(outcome: .superseded)

    private func chosen(_ name: String?, of rollouts: [(String, [Event])]) async throws -> String? {
        try await Sample.withStore { store in
            for (rollout, events) in rollouts {
                try await Sample.record(try Sample.entries(events, name: rollout), in: store)
            }
            return try await RolloutChoice.open(name, in: store, verb: "resume")?.rollout
        }
    }

    @Test func `nothing is meant where nothing is open`() async throws {
        #expect(try await chosen(nil, of: []) == nil)
        #expect(try await chosen(nil, of: [("r-1", [Self.over])]) == nil)
    }

    @Test func `the only open rollout is meant`() async throws {
        let rollouts: [(String, [Event])] = [("r-1", [Self.over]), ("r-2", [])]
        #expect(try await chosen(nil, of: rollouts) == "r-2")
        #expect(try await chosen("production", of: rollouts) == "r-2")
        #expect(try await chosen("staging", of: rollouts) == nil)
    }

    @Test func `a rollout is found by its name or the beginning of it`() async throws {
        let rollouts: [(String, [Event])] = [("r-12", [Self.over]), ("r-34", [])]
        #expect(try await chosen("r-12", of: rollouts) == "r-12")
        #expect(try await chosen("r-3", of: rollouts) == "r-34")
    }

    @Test func `several are listed`() async throws {
        let complaint = await #expect(throws: Complaint.self) {
            try await chosen(nil, of: [("r-12", []), ("r-34", [])])
        }
        #expect(complaint?.exit == .usage)
        #expect(complaint?.what == "2 rollouts are open: say which")
        #expect(complaint?.next == ["sluice resume r-12", "sluice resume r-34"])
    }

    @Test func `a name that nobody has is said`() async throws {
        let complaint = await #expect(throws: Complaint.self) {
            try await chosen("r-9", of: [("r-12", [])])
        }
        #expect(complaint?.what == "there is no rollout r-9 in this project")
        #expect(complaint?.exit == .usage)
    }
}
