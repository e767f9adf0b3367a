// SPDX-License-Identifier: Apache-2.0
import SluiceCore

extension Deployment {
    /// Does something while no other process adds to a rollout's journal, from whatever folder of
    /// locks.
    ///
    /// - Throws: `Complaint` (refused) that names whoever keeps it, or what `body` throws.
    func holding<Result>(
        _ journal: any KeptJournal,
        of plan: Plan,
        _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await journal.holding(body)
        } catch let held as JournalHeld {
            throw locks.refusal(plan.target, by: Driving(holder: held.holder))
        }
    }
}
