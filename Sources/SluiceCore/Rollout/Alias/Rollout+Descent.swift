// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

// Going back step by step: the candidate's share goes down the plan's weights, watched, and then to
// nothing by the same write as every rollback.
extension Rollout {
    /// How far the way down has come.
    public struct Descent: Hashable, Sendable {
        /// Who asked for it, and why.
        public var by: String
        /// The step whose share the candidate has now; `nil` before the first one.
        public var level: Int?
        /// When that share was acknowledged.
        public var shiftedAt: Timestamp?

        /// Starts where the candidate is.
        init(by: String) { self.by = by }
    }

    /// The next step down from the candidate's present share; `nil` when nothing is below it.
    public var nextLevelDown: Int? {
        plannedSteps.indices.filter { plannedSteps[$0].weight < weight }
            .max { plannedSteps[$0].weight < plannedSteps[$1].weight }
    }

    /// What is still to do on the way down.
    ///
    /// Nothing holds it but drift, a pause and AWS itself: less traffic for the candidate needs no
    /// evidence. What ends a rollout from any state ends the way down at once, with all traffic for
    /// the stable version.
    func descending(_ descent: Descent, at now: Timestamp) -> Agenda {
        if hold != nil { return Agenda(decision: .release) }
        guard let level = descent.level else {
            return wakingStable(at: now) ?? goingDown(descent)
        }
        guard let shiftedAt = descent.shiftedAt else {
            return aligned(writing(.shift(to: plannedSteps[level].weight), at: now), at: now)
        }
        let bakedAt = shiftedAt.advanced(by: plannedSteps[level].bake)
        return now < bakedAt ? Agenda(wakeAt: bakedAt) : goingDown(descent)
    }

    private func goingDown(_ descent: Descent) -> Agenda {
        if let pending { return Agenda(actions: [pending]) }
        if let next = nextLevelDown { return Agenda(decision: .descend(to: next)) }
        let text = "rolled back step by step by \(descent.by)"
        return Agenda(decision: .rollBack(Reason(.operator, text)))
    }
}
