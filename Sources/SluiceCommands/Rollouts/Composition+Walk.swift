// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceDeploy

extension Composition {
    /// Shows a walk while it goes on, tells how it ended, and returns the exit code.
    ///
    /// Once a rollout was opened the shape of `deploy` is printed, also when the walk breaks off.
    func walk(
        _ show: RolloutShow,
        begun: Timestamp,
        goesBack: Bool = false,
        _ body: () async throws -> SluiceDeploy.Report
    ) async throws -> ExitCode {
        do {
            let report = try await show.during(body)
            let ending = RolloutEnding(
                report: report,
                begun: begun,
                ended: clock.now,
                goesBack: goesBack
            )
            return try ending.tell(console)
        } catch {
            guard console.isJSON, let rollout = show.rollout else { throw error }
            let complaint = Self.complaint(about: error)
            console.say(complaint)
            let target = TargetReport(rollout, at: clock.now)
            try console.json(
                DeployDocument(
                    outcome: target.outcome,
                    seconds: begun.duration(to: clock.now).inSeconds,
                    targets: [target]
                )
            )
            return complaint.exit
        }
    }
}
