// SPDX-License-Identifier: Apache-2.0
import SluiceBase

extension Rollout {
    /// Why it waits, with the command that ends the waiting where a person is waited for.
    public var holdText: String? { hold.map { holdText($0.reason) } }

    /// A hold in words, with the command that ends it where there is one.
    func holdText(_ hold: Hold) -> String {
        switch hold {
        case .approval: return "\(hold.text): sluice approve \(plan.rollout)"
        case .behind:
            guard let behind, let until = judge.until else { return hold.text }
            return "\(hold.text): read to \(until.clockText), \(behind.words) behind"
        default: return hold.text
        }
    }
}
