// SPDX-License-Identifier: Apache-2.0
import SluiceCore
import SluiceEngine

/// What the engine takes as Lambda does and cannot run: said before anything is written.
enum EngineFit {
    /// Refuses a runtime that cannot run on `sluice local`.
    static func check(_ intent: Intent, on site: Site) throws {
        guard site.cloud.isEngine, let runtime = intent.settings.runtime,
            let problem = Interpreters.refusal(of: runtime)
        else { return }
        throw Complaint(
            "function \(intent.function) cannot run on the local engine",
            why: [problem],
            now: [Complaint.nothingChanged],
            next: ["sluice plan \(intent.environment)   against AWS itself"],
            exit: .refused
        )
    }
}
