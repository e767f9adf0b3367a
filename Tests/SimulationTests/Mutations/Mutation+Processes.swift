// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceSimulation

// Drivers that go by something else than their journal, their clock and their lock.
extension Mutation {
    static let processes = [
        Mutation(.bake, "goes by a clock that runs fast", .with { $0.clock = { HastyClock($0) } }),
        Mutation(.oneDriver, "needs no lock", .with { $0.twinAfter = .milliseconds(500) }),
        Mutation(
            .intendedFirst,
            "writes its journal when there is time",
            .with { $0.journal = { BrokenJournal($0, .late) } }
        ),
        Mutation(
            .stepOrder,
            "forgets what was decided",
            .with { $0.journal = { BrokenJournal($0, .forgetful) } }
        ),
        Mutation(
            .holdKept,
            "asks nobody for consent",
            .with { $0.journal = { BrokenJournal($0, .impatient) } }
        ),
        Mutation(
            .gatesFirst,
            "runs no gate but those before traffic",
            .with { $0.journal = { BrokenJournal($0, .ungated) } }
        ),
        Mutation(
            .holdKept,
            "looks at no alarm",
            .with { $0.journal = { BrokenJournal($0, .unguarded) } }
        ),
        Mutation(
            .holdKept,
            "forgets that it was paused, once it is killed",
            .with { $0.journal = { BrokenJournal($0, .unpaused) } }
        ),
        Mutation(
            .holdKept,
            "leaves steps early though nobody asked for that",
            .with { $0.journal = { BrokenJournal($0, .eager) } }
        ),
        Mutation(
            .journalOrder,
            "writes each line twice",
            .with { $0.journal = { BrokenJournal($0, .twice) } }
        ),
        Mutation(
            .gatesFirst,
            "takes every gate for passed",
            .with {
                $0.event = { event in
                    guard case .checked(let gate, var result) = event else { return event }
                    result.passed = true
                    return .checked(gate: gate, result: result)
                }
            }
        ),
        Mutation(
            .holdKept,
            "goes on where it was to be left open",
            .with { $0.journal = { BrokenJournal($0, .restless) } }
        ),
        Mutation(
            .bake,
            "watches nothing after 100 %",
            .with { $0.journal = { BrokenJournal($0, .careless) } }
        ),
    ]
}

extension SimProcess.Parts {
    fileprivate static func with(_ change: (inout Self) -> Void) -> Self {
        var parts = Self()
        change(&parts)
        return parts
    }
}
