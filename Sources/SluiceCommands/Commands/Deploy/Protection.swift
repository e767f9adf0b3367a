// SPDX-License-Identifier: Apache-2.0
import SluiceCore

/// What a protected environment asks of a command line.
enum Protection {
    /// Nobody can be asked without a terminal: then `--yes` must be there from the start.
    static func check(_ intent: Intent, verb: String, options: String, in house: Composition) throws
    {
        guard intent.isProtected, !house.settings.saysYes, !house.console.isInteractive else {
            return
        }
        throw Complaint(
            "environment \(intent.environment) is protected, and there is no terminal to ask on",
            why: ["without a terminal, \(verb) to a protected environment needs --yes"],
            now: [Complaint.nothingChanged],
            next: ["sluice \(verb) \(intent.environment)\(options) --yes"],
            exit: .usage
        )
    }
}
