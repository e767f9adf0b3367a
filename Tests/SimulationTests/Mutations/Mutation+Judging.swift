// SPDX-License-Identifier: Apache-2.0
import SluiceCore
import SluiceDeploy
import SluiceSimulation

// Drivers that do not see what the judge is for.
extension Mutation {
    static let judging = [
        Mutation(
            .judgement,
            "sees no failure of the candidate",
            .seeing { $0.candidate.failures = 0 }
        ),
        Mutation(
            .judgement,
            "sees no slow call of the candidate",
            .seeing { window in
                guard let calls = window.latency?.candidate.calls else { return }
                window.latency?.candidate = SlowCalls(calls: calls)
            },
            amid: []
        ),
        Mutation(
            .judgement,
            "takes throttled calls for answered",
            .seeing { window in
                window.candidate.calls += window.throttles?.candidate ?? 0
                window.throttles?.candidate = 0
            },
            amid: []
        ),
        Mutation(.judgement, "takes every probe for answered", .believing, amid: []),
        Mutation(
            .judgement,
            "goes back for an alarm that does not count",
            .keeping { BrokenJournal($0, .literal) },
            amid: []
        ),
    ]
}

extension SimProcess.Parts {
    /// Drivers that see windows of metrics changed so.
    fileprivate static func seeing(
        _ change: @escaping @Sendable (inout Observation.Window) -> Void
    ) -> Self {
        var parts = Self()
        parts.event = { event in
            guard case .observed(let poll, var observation) = event else { return event }
            for index in observation.windows.indices { change(&observation.windows[index]) }
            return .observed(poll: poll, observation: observation)
        }
        return parts
    }

    /// Drivers that believe in each probe of the candidate.
    fileprivate static var believing: Self {
        var parts = Self()
        parts.event = { event in
            guard case .probed(let round, var probe) = event else { return event }
            probe.candidate?.hasFailed = false
            return .probed(round: round, probe: probe)
        }
        return parts
    }

    /// Drivers with such a journal.
    fileprivate static func keeping(_ journal: @escaping @Sendable (any Journal) -> any Journal)
        -> Self
    {
        var parts = Self()
        parts.journal = journal
        return parts
    }
}
