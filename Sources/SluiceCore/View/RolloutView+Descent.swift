// SPDX-License-Identifier: Apache-2.0
import SluiceBase

// The picture of a candidate that goes back step by step.
extension RolloutView {
    /// The shares on the way down, the highest first, and nothing at its end.
    static func stages(
        _ descent: Rollout.Descent,
        of rollout: Rollout,
        at now: Timestamp
    ) -> [Stage] {
        let isOver = rollout.outcome != nil
        let levels = rollout.plannedSteps.indices.sorted {
            rollout.plannedSteps[$0].weight > rollout.plannedSteps[$1].weight
        }
        var stages = levels.map { index in
            let step = rollout.plannedSteps[index]
            var stage = Stage(title: step.weight.text, length: step.bake, state: .done)
            guard !isOver, step.weight <= rollout.weight else { return stage }
            let isHere = index == descent.level
            stage.elapsed = isHere ? descent.shiftedAt.map { $0.duration(to: now) } : nil
            stage.state =
                isHere ? .current(progress: share(stage.elapsed ?? .zero, of: step.bake)) : .ahead
            return stage
        }
        stages.append(Stage(title: "0 %", state: isOver ? .done : .ahead))
        return stages
    }

    /// When the candidate has no traffic any more, if nothing ends it before.
    static func end(
        _ descent: Rollout.Descent,
        of rollout: Rollout,
        at now: Timestamp
    ) -> Timestamp {
        var left = rollout.plannedSteps.filter { $0.weight < rollout.weight }
            .reduce(Duration.zero) { $0 + $1.bake }
        if let level = descent.level {
            let passed = descent.shiftedAt?.duration(to: now) ?? .zero
            left += max(.zero, rollout.plannedSteps[level].bake - passed)
        }
        return now.advanced(by: left)
    }

    /// The next share on the way down.
    static func next(_ descent: Rollout.Descent, of rollout: Rollout) -> String? {
        guard let level = descent.level, let shiftedAt = descent.shiftedAt else { return nil }
        let end = shiftedAt.advanced(by: rollout.plannedSteps[level].bake)
        let name = rollout.candidate?.text ?? "the candidate"
        let below = rollout.nextLevelDown.map { rollout.plannedSteps[$0].weight.text } ?? "0 %"
        return "\(end.clockText)  \(name) down to \(below)"
    }
}
