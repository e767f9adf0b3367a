// SPDX-License-Identifier: Apache-2.0

extension Rollout {
    /// Why it waits, with the command that ends the waiting where a person is waited for.
    public var holdText: String? { hold.map { holdText($0.reason) } }

    /// A hold in words, with the command that ends it where there is one.
    func holdText(_ hold: Hold) -> String {
        guard case .approval = hold else { return hold.text }
        return "\(hold.text): sluice approve \(plan.rollout)"
    }
}
