// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

// Going on from what someone else set, where a person says so.
extension Rollout {
    /// The candidate's share in traffic that could be gone on from: it names the stable version and
    /// the candidate and nobody else, and the candidate has passed its gates.
    public func adoptable(_ traffic: Traffic) -> Weight? {
        guard let stable = plan.stable, let candidate, step != nil || descent != nil,
            rollingBack == nil,
            completedAt == nil
        else { return nil }
        let versions = traffic.shares.map(\.version)
        guard versions.allSatisfy({ $0 == stable || $0 == candidate }) else { return nil }
        let weight = traffic.weight(of: candidate)
        return weight > .none ? weight : nil
    }

    /// Why traffic cannot be gone on from; `nil` where it can.
    public func whyNotAdoptable(_ traffic: Traffic) -> String? {
        guard adoptable(traffic) == nil else { return nil }
        if completedAt != nil {
            return "\(candidate?.text ?? "the candidate") had all calls already"
        }
        if rollingBack != nil { return "the rollout goes back" }
        if step == nil, descent == nil { return "the gates have not passed yet" }
        let known = [plan.stable, candidate].compactMap { $0 }
        if let other = traffic.shares.map(\.version).first(where: { !known.contains($0) }) {
            return "\(other.text) is no version of this rollout"
        }
        return "the candidate has no calls in it"
    }

    /// Whether what the journal says of the alias is all that the rollout did to it.
    public var isSureOfAlias: Bool { pending == nil && doubt == nil }

    /// Takes someone else's traffic as the new state, once it is seen.
    mutating func adopt(at: Timestamp) {
        guard let wanted = adopting, let state = foreignAlias, state.traffic == wanted,
            let weight = adoptable(wanted)
        else { return }
        let step = step ?? 0
        alias = state
        foreignAlias = nil
        adopting = nil
        // Whoever asked to go on before has not seen this share.
        wish = nil
        doubt = nil
        hold = nil
        candidateHadTraffic = true
        candidateTookTraffic = true
        firstTrafficAt = firstTrafficAt ?? at
        judge.end(at: at)
        if descent != nil {
            // The way down goes on from what is there now.
            descent?.level = nil
            descent?.shiftedAt = nil
        } else if weight == .all {
            leaveStep(at: at, as: .promoted)
            self.step = plannedSteps.count
        } else if steps.indices.contains(step) {
            steps[step].weight = weight
            steps[step].shiftedAt = at
            steps[step].extensions = 0
            steps[step].heldFor = .zero
        }
        judge.begin(weight, at: at, isRamp: weight < .all && plan.isRamp(step))
        noteFailuresNeeded(at: weight)
    }

    /// The step after this one; after an adopted share the next that has more.
    func next(after index: Int) -> Int {
        guard steps.indices.contains(index), steps[index].weight != plannedSteps[index].weight
        else { return index + 1 }
        return plannedSteps.indices.first {
            $0 > index && plannedSteps[$0].weight > steps[index].weight
        } ?? plannedSteps.count
    }
}
