// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore

extension SimWorld {
    /// What happened, for whoever looks for the reason: violations, the journal, the alias.
    public func text(after run: SimRun) -> String {
        let ended = run.outcome.map { "\($0)" } ?? "open"
        let broken = violations.map { "  \(seconds($0.at))  \($0.rule.rawValue): \($0.text)" }
        let lines = entries.map { entry in
            "  \(seconds(entry.at))  \(entry.n)  \(Self.short(entry.event))"
        }
        let served = writes.map { "  \(seconds($0.at))  \($0.traffic.text)" }
        return "ended \(ended) by process \(run.processes)\n"
            + (["violations:"] + broken + ["journal:"] + lines + ["alias:"] + served)
            .joined(separator: "\n")
    }

    private func seconds(_ at: Timestamp) -> String {
        let text = "\(Self.beginning.duration(to: at).inSeconds)"
        return String(repeating: " ", count: max(0, 9 - text.count)) + text
    }

    private static func short(_ event: Event) -> String {
        switch event {
        case .started(let plan): "started \(plan.strategy.name), stable \(plan.stable?.text ?? "-")"
        case .driving(let driver): "driving \(driver.pid)"
        case .intended(let action): "intended \(action)"
        case .wrote(let action, .alias(let state)):
            "wrote \(action): \(state.traffic.text) \(state.revision.prefix(4))"
        case .wrote(let action, .function(let state)):
            "wrote \(action): \(state.version.text) \(state.state) \(state.revision.prefix(4))"
        case .failed(let action, let failure): "failed \(action): \(failure.code)"
        case .sawFunction(let action, let state):
            "saw \(action): \(state.version.text) \(state.state) \(state.update)"
        case .sawAlias(let action, let state):
            "saw \(action): \(state?.traffic.text ?? "none") \(state?.revision.prefix(4) ?? "")"
        case .checked(let gate, let result): "checked \(gate): \(result.passed)"
        case .observed(let poll, let observation):
            "observed \(poll): "
                + "\(observation.windows.reduce(Counts()) { $0 + $1.candidate }) of candidate"
        case .sawAlarms(_, let states):
            "saw alarms \(states.map { "\($0.name) \($0.value.rawValue)" }.joined(separator: ", "))"
        case .probed(let round, let probe): "probed \(round): \(probe.trouble ?? "answered")"
        case .woke(let action): "woke \(action)"
        case .sawCredentials(_, let life): "saw credentials until \(life?.until.iso8601 ?? "-")"
        case .requested(let request): "requested \(request.verb)"
        case .decided(let decision, _): "decided \(decision)"
        case .finished(let outcome): "finished \(outcome)"
        }
    }
}
