// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore

extension Checker {
    /// Looks whether all gates have passed that come before a step, and whether they do pass.
    ///
    /// A gate of a step comes before the one after it, and one `after` all traffic before the end;
    /// `next` is the step that is entered, or greater than all of them at the end.
    mutating func checkGates(
        of plan: Plan,
        before next: Int,
        _ truth: Truth,
        at: Timestamp,
        _ text: (Gate) -> String
    ) {
        let steps = plan.strategy.steps
        for (index, gate) in plan.gates.enumerated() {
            let isDue =
                switch gate.place {
                case .before: true
                case .step(let weight):
                    // At a step that there is not it runs before traffic.
                    steps.firstIndex { $0.weight == weight }.map { $0 < next } ?? true
                case .after: next > steps.count
                }
            guard isDue else { continue }
            let isBroken =
                switch gate.check {
                case .invoke: plan.code.map { truth.broken.contains($0.sha256) } ?? false
                case .run, .url: truth.failingGates.contains(gate.name)
                }
            expect(passedGates.contains(index) && !isBroken, .gatesFirst, text(gate), at: at)
        }
    }
}
