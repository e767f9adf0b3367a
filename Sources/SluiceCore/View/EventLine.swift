// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceStats

/// One line of the plain log, and of a report: what an event means to a person.
public enum EventLine {
    /// The event in words, or `nil` where it is of no interest by itself.
    ///
    /// - Parameters:
    ///   - entry: The journal's line.
    ///   - rollout: The rollout with that line folded in.
    /// - Returns: A line without a time.
    public static func text(_ entry: Entry, in rollout: Rollout) -> String? {
        switch entry.event {
        case .started(let plan):
            "rollout \(plan.rollout) of \(plan.target.text) started by \(plan.by)"
        case .driving(let driver):
            rollout.drives > 1 ? "resumed by process \(driver.pid) on \(driver.host)" : nil
        case .intended, .sawFunction, .sawAlarms, .sawCredentials: nil
        case .woke(.wake(let version, _)): "woke \(version.text), which AWS had put to sleep"
        case .woke: nil
        case .wrote(let action, let effect): written(action, effect)
        case .failed(let action, let failure): failed(action, failure)
        case .sawAlias(.readPrevious, _): nil
        case .sawAlias(_, let state): seen(state, in: rollout)
        case .checked(let gate, let result):
            "gate \(name(of: gate, in: rollout)) "
                + "\(result.passed ? "ok" : "FAILED"): \(result.detail)"
        case .probed(_, let probe): probe.trouble.map { "a probe had no answer: \($0)" }
        case .observed(_, let observation): observed(observation, in: rollout)
        case .requested(let request):
            "\(request.verb.words) asked by \(request.whoAndWhy)"
                + (rollout.passesApproval(by: request.verb)
                    ? "; an approval that it passes was not given" : "")
        case .decided(let decision, _): decided(decision, in: rollout)
        case .finished(let outcome): finished(outcome, in: rollout)
        }
    }

    private static func name(of gate: Int, in rollout: Rollout) -> String {
        rollout.plan.gates.indices.contains(gate) ? rollout.plan.gates[gate].name : "\(gate)"
    }

    private static func written(_ action: Action, _ effect: Effect) -> String? {
        switch (action, effect) {
        case (.createFunction, _): return "created the function"
        case (.updateConfiguration, _): return "updated the configuration of $LATEST"
        case (.updateCode, _): return "updated the code of $LATEST"
        case (.publishVersion, .function(let state)): return "published \(state.version.text)"
        case (.createAlias, .alias(let alias)): return "created the alias at \(alias.version.text)"
        case (.moveAlias(.shift(let weight), _), .alias(let alias)):
            return "shift to \(weight.text): \(alias.traffic.text)"
        case (.moveAlias(.complete, _), .alias(let alias)):
            return "shift to 100 %: \(alias.traffic.text)"
        case (.moveAlias(.claim, _), .alias(let alias)):
            return Claim(in: alias.description).map {
                "claimed the alias until \($0.until.clockText)"
            }
        case (.moveAlias(.restore, _), _): return "gave the alias's description back"
        case (.moveAlias(.rollBack, _), .alias(let alias)):
            return "UpdateAlias \(alias.version.text), no weights"
        case (.writePrevious(let version, _, _), _):
            return "the previous-version alias points at \(version.text)"
        default: return nil
        }
    }

    private static func failed(_ action: Action, _ failure: Failure) -> String? {
        let what: String
        switch action {
        case .observe: what = "reading the metrics"
        case .readAlarms: what = "reading the alarms"
        case .probe: what = "probing"
        case .moveAlias(.claim, _), .moveAlias(.restore, _):
            what = "writing the alias's description"
        case .moveAlias, .createAlias: what = "writing the alias"
        case .readAlias, .watchAlias: what = "reading the alias"
        case .readPrevious: what = "reading the previous-version alias"
        case .createFunction: what = "creating the function"
        case .updateConfiguration: what = "updating the configuration"
        case .updateCode: what = "updating the code"
        case .publishVersion: what = "publishing a version"
        case .writePrevious: what = "writing the previous-version alias"
        case .readFunction, .readVersion: what = "reading the function"
        case .wake: what = "waking the stable version"
        case .check: what = "running a gate"
        case .renewCredentials: what = "asking for new credentials"
        }
        return "\(what) failed: \(failure.code): \(failure.message)"
    }

    private static func seen(_ state: AliasState?, in rollout: Rollout) -> String? {
        guard let state else { return "the alias does not exist" }
        return rollout.foreign == nil ? nil : "someone else set the alias to \(state.traffic.text)"
    }

    /// Only readings in which the candidate failed are worth a line.
    private static func observed(_ observation: Observation, in rollout: Rollout) -> String? {
        let failed = observation.windows.suffix(Limits.lateWindows).contains {
            $0.candidate.failures > 0
        }
        guard failed, rollout.judgesFailures else { return nil }
        let (candidate, stable) = (rollout.judge.candidate, rollout.judge.stable)
        return "\(rollout.candidate?.text ?? "candidate") \(candidate.failures)/\(candidate.calls)"
            + rollout.stableText(stable)
            + "   evidence \(Numbers.power(rollout.judge.evidence.log10))"
    }

    private static func decided(_ decision: Decision, in rollout: Rollout) -> String? {
        switch decision {
        case .advance(let step, let grade):
            guard step > 0 else { return nil }
            if grade == .promoted { return "going on by hand" }
            let left = rollout.plannedSteps[step - 1].weight.text
            let how =
                switch grade {
                case .unjudged: "left unjudged"
                case .early: "left early: the candidate was shown to be good enough"
                case .baked, .start, .promoted: "baked" + caught(step - 1, in: rollout)
                }
            return "the step at \(left) \(how)"
        case .rollBack(let reason):
            let verb = rollout.candidateHadTraffic ? "roll back" : "stop"
            return "decided to \(verb): \(reason.text)"
        case .hold(.drift(let found)):
            return "holding: \(Hold.drift(found: found).text), expected was "
                + "\(rollout.alias?.traffic.text ?? "none")"
        case .hold(let hold): return "holding: \(rollout.holdText(hold))"
        case .release: return "going on"
        case .extend: return "the step is extended once"
        case .descend(let level):
            let weight = rollout.plannedSteps[level].weight.text
            return "going down to \(weight) on the way back"
        }
    }

    /// What a bake could have caught with the calls that it saw.
    private static func caught(_ index: Int, in rollout: Rollout) -> String {
        guard rollout.judgesFailures, rollout.steps.indices.contains(index) else { return "" }
        let step = rollout.steps[index]
        let rate = step.failuresNeeded.flatMap {
            CombinedEvidence.detectable(calls: step.calls, failuresNeeded: $0, power: 0.95)
        }
        let calls = Numbers.counted(step.calls, "call")
        return rate.map {
            "; \(calls), 95 % sure to catch an error rate of \(Numbers.percent($0)) or more"
        } ?? "; \(calls), too few to catch anything for sure"
    }

    private static func finished(_ outcome: Outcome, in rollout: Rollout) -> String {
        let traffic = rollout.servedTraffic.map { ": traffic is \($0.text)" } ?? ""
        switch outcome {
        case .promoted: return "promoted\(traffic)"
        case .promotedUnjudged: return "promoted without a judgement\(traffic)"
        case .rolledBack: return "rolled back\(traffic)"
        case .stopped(let reason): return "stopped: \(reason.text)"
        case .superseded: return "superseded: \(rollout.movedBy)\(traffic)"
        }
    }
}

extension Rollout {
    fileprivate func stableText(_ counts: Counts) -> String {
        guard let stable = plan.stable, counts.calls > 0 else { return "" }
        return "   \(stable.text) \(counts.failures)/\(counts.calls)"
    }
}
