// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceModel
import Synchronization

extension SimWorld {
    /// Lets what is still on its way arrive: the outcome must stay true.
    func checkAfterTheEnd(_ outcome: Outcome) {
        state.withLock { state in
            let end = state.now.advanced(by: .seconds(60))
            let before = traffic(state)
            let fired = state.fired
            settle(until: end, &state)
            // What others do after the end is nothing that the rollout met.
            state.fired = fired
            let after = traffic(state)
            guard after != before, case .driver = state.lastMover, let after else { return }
            // A first alias that comes late serves what the gates have passed: it is never deleted.
            if before == nil, case .stopped = outcome { return }
            state.checker.note(
                .trueOutcome,
                "\(outcome.word), and a late write made the alias serve \(after.text)",
                at: end
            )
        }
    }

    /// The alias's description; `nil` where there is no alias.
    public var aliasDescription: String? {
        state.withLock { $0.model.functions[Self.function]?.aliases[Self.alias]?.description }
    }

    /// The package that `$LATEST` holds.
    public var latestPackage: String? {
        state.withLock { $0.model.functions[Self.function]?.latest.program.package.sha256 }
    }
}
