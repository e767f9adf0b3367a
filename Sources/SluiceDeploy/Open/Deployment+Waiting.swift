// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore

extension Deployment {
    /// Waits until a moment; a wish to stop that comes first ends the walk.
    ///
    /// For waits in which this process drives nothing, so that nothing has to come to its end.
    func rest(until moment: Timestamp, _ next: [String] = ["sluice status"]) async throws {
        let (clock, interrupt) = (clock, seams.interrupt)
        let found = await withTaskGroup(of: Woken.self) { group in
            group.addTask { .asked(await interrupt()) }
            group.addTask {
                // Cancelled when somebody wished to stop first.
                try? await clock.sleep(until: moment, tolerance: nil)
                return .time
            }
            var found: Interrupt?
            for await woken in group {
                switch woken {
                case .time: group.cancelAll()
                // Without a wish there is none to come, and the time is waited for.
                case .asked(nil): continue
                case .asked(let wish): found = wish
                }
                if found != nil { group.cancelAll() }
            }
            return found
        }
        if let found { throw Self.interrupted(found, next) }
        try Task.checkCancellation()
    }

    /// What ended a wait.
    private enum Woken: Sendable {
        case time
        case asked(Interrupt?)
    }

    private static func interrupted(_ interrupt: Interrupt, _ next: [String]) -> Complaint {
        Complaint(
            "\(interrupt.signal): this process waits no longer",
            why: ["it only waited for another one, and drove nothing"],
            now: ["what was asked stays asked, and the other one goes on"],
            next: next,
            exit: interrupt.exit
        )
    }
}
