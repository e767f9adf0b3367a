// SPDX-License-Identifier: Apache-2.0
import SluiceBase

// What people ask of a running rollout, and what follows from it.
extension Rollout {
    /// Takes in a request; one that was read twice, or that comes too late, changes nothing.
    mutating func take(_ request: Request, at: Timestamp) {
        guard !requests.contains(where: { $0.id == request.id }) else { return }
        requests.append(request)
        guard rollingBack == nil, outcome == nil else { return }
        switch request.verb {
        case .abort: break
        case .pause:
            guard pause == nil else { return }
            pause = request
            pausedAt = at
        case .resume: endPause(at: at)
        case .stepDown:
            endPause(at: at)
            // Before traffic there is nothing to go down from: the rollout stops.
            if candidateHadTraffic, descent == nil {
                descent = Descent(by: request.whoAndWhy)
            }
        case .adopt:
            adopting = request.traffic
            adopt(at: at)
        case .approve:
            if let next = nextApproval, means(request) { approved.insert(next.before) }
        case .promote, .promoteAll:
            guard means(request), descent == nil else { return }
            endPause(at: at)
            if let next = nextApproval, next.before == (step ?? -1) + 1 {
                approved.insert(next.before)
            }
            // Before traffic there is no bake to leave out, and gates are never left out.
            if step != nil || request.verb == .promoteAll { wish = request }
        }
    }

    /// Whether the step that the asker saw is still the present one.
    private func means(_ request: Request) -> Bool {
        request.step.map { $0 == place } ?? true
    }

    /// The step as people count: from 1, and 0 before traffic.
    public var place: Int { (step ?? -1) + 1 }

    /// What was paused does not count as time: neither for the deadline nor for an approval.
    private mutating func endPause(at: Timestamp) {
        guard let pausedAt else { return }
        let time = pausedAt.duration(to: at)
        pausedFor += time
        approvalSince = approvalSince?.advanced(by: time)
        pause = nil
        self.pausedAt = nil
    }

    /// The next consent that is asked for and was not given yet.
    public var nextApproval: Approval? {
        plan.approvals.first { $0.before > step ?? -1 && !approved.contains($0.before) }
    }

    /// The agenda while somebody has paused the rollout: what is in flight ends, nothing begins.
    func pausing(_ pause: Request) -> Agenda {
        guard let hold, case .paused = hold.reason else {
            return Agenda(decision: .hold(.paused(by: pause.whoAndWhy)))
        }
        return Agenda(actions: pending.map { [$0] } ?? [])
    }

    /// The agenda that goes to a step, once whoever must consent has consented.
    func advancing(to next: Int, as grade: Decision.Grade, at now: Timestamp) -> Agenda {
        let way = place...max(place, next)
        guard
            let approval = plan.approvals.first(where: {
                way.contains($0.before) && !approved.contains($0.before)
            })
        else { return Agenda(decision: .advance(to: next, grade: grade)) }
        guard let hold, case .approval = hold.reason else {
            return Agenda(decision: .hold(.approval(timeout: approval.timeout)))
        }
        let end = (approvalSince ?? hold.since).advanced(by: approval.timeout)
        guard now >= end else { return Agenda(wakeAt: end) }
        // Before traffic it is the operator's silence that stops it, and not a fault.
        let kind: Reason.Kind = candidateHadTraffic ? .deadline : .operator
        let text = "nobody approved within \(approval.timeout.words)"
        return Agenda(decision: .rollBack(Reason(kind, text)))
    }

    /// The agenda of somebody's wish to go on now: bakes are left out, gates are not.
    func promoting(_ wish: Request, from index: Int) -> Agenda {
        let next = wish.verb == .promoteAll ? plannedSteps.count : self.next(after: index)
        if let gates = checking(steps: index..<next) { return gates }
        return Agenda(decision: .advance(to: next, grade: .promoted))
    }
}
