// SPDX-License-Identifier: Apache-2.0
import SluiceCore
import SluiceProject

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

    /// The disk of a runner goes with it: then nobody could resume, roll back or tell what happened.
    ///
    /// - Parameters:
    ///   - site: Where the rollout is to be opened.
    ///   - command: The command that opens it, without the program's name.
    ///   - allowsLocal: Whether it was said that the disk stays.
    ///   - otherwise: What can be done without a rollout.
    ///   - house: What the process was given.
    /// - Throws: `Complaint` (refused) where the journal would go, (usage) where it is shared anyway.
    static func checkJournal(
        _ site: Site,
        command: String,
        allowsLocal: Bool,
        otherwise: [String] = [],
        in house: Composition
    ) async throws {
        if allowsLocal, let place = site.project.journal {
            throw Complaint(
                "--journal local is said, and the project file shares its journals",
                why: ["journal: s3://\(place.bucket)/\(place.prefix) in \(site.project.shownAs)"],
                now: [Complaint.nothingChanged],
                next: ["sluice \(command)   without --journal local"],
                exit: .usage
            )
        }
        guard site.environment.isProtected, house.variable("CI") != nil,
            site.project.journal == nil,
            !allowsLocal, !site.cloud.isEngine
        else { return }
        // `sluice local` says of itself what it is, also where only its address is given.
        guard await site.cloud.metricPeriod() == nil else { return }
        throw Complaint(
            "environment \(site.environment.name) is protected, and its journal would go with this "
                + "runner",
            why: [
                "CI is set, and the project file names no shared journal",
                "without the journal no other machine can resume or abort the rollout",
            ],
            now: [Complaint.nothingChanged],
            next: otherwise + [
                "add journal: s3://BUCKET/\(site.function) to \(site.project.shownAs)",
                "sluice \(command) --journal local   when the disk stays",
            ],
            exit: .refused
        )
    }
}
