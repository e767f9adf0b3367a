// SPDX-License-Identifier: Apache-2.0
import SluiceCore
import SystemPackage

/// Says what the disk of a journal refused, before anything was written to AWS.
enum JournalTrouble {
    /// Does something with the journals of a place; what the system answers is put into words.
    static func worded<Result>(
        _ doing: String,
        in place: String,
        _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await body()
        } catch let trouble as Errno {
            throw Complaint(
                "the journals in \(place) cannot be \(doing)",
                why: ["\(trouble)"] + (hint(trouble).map { [$0] } ?? []),
                now: ["Sluice changed nothing"],
                next: [
                    "make room, or make \(place) a folder that you may write to, "
                        + "then the same command again"
                ]
            )
        }
    }

    /// What follows for everything but going back.
    static let consequence = "what cannot be recorded is not done"

    private static func hint(_ trouble: Errno) -> String? {
        switch trouble {
        case .noSpace, .fileTooLarge, .diskQuotaExceeded:
            "there is no room for what a rollout must remember"
        case .readOnlyFileSystem, .permissionDenied, .notPermitted:
            consequence
        default: nil
        }
    }
}
