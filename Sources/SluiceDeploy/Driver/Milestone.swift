// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
import SluiceCore

/// How far a driver goes before it leaves the rollout open (`--until`).
public enum Milestone: Hashable, Sendable {
    /// Until everything before traffic is done.
    case gates
    /// Until the step with this share has baked and was judged.
    case step(Weight)

    /// As it is written on a command line: `gates`, `10%`.
    public var text: String {
        switch self {
        case .gates: "gates"
        case .step(let weight): weight.percentText
        }
    }

    /// Reads `gates`, `10%` or `10`; `nil` for anything else.
    public init?(text: String) {
        if text == "gates" {
            self = .gates
        } else if let weight = Weight(percentText: text) {
            self = .step(weight)
        } else {
            return nil
        }
    }
}

extension Milestone {
    /// Whether the decision would go beyond.
    func isReached(by decision: Decision, in rollout: Rollout) -> Bool {
        // A person who went further meant it.
        guard let place = place(in: rollout), rollout.place <= place else { return false }
        switch decision {
        case .advance(_, .promoted): return false
        case .advance(let next, _): return next >= place
        case .hold(.approval): return rollout.place >= place
        default: return false
        }
    }

    /// The milestone as `Rollout.place` counts; `nil` where this rollout has no such step.
    private func place(in rollout: Rollout) -> Int? {
        switch self {
        case .gates: 0
        case .step(let weight):
            rollout.plannedSteps.firstIndex { $0.weight == weight }.map { $0 + 1 }
        }
    }
}
