// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceDeploy
import SluiceStats

/// How `watch` ends: what it prints, and its exit code.
struct WatchEnding: Sendable {
    let result: ShiftWatch.Result
    let target: Target
    let environment: String?
    let seconds: Double

    /// The exit code.
    var exit: ExitCode {
        switch result.end {
        case .quiet, .open, .promoted: .success
        case .verdict, .takenBack: .rolledBack
        }
    }

    /// The shape of `deploy`.
    func document(at now: Timestamp) -> DeployDocument {
        var report =
            result.rollout.map { TargetReport($0, at: now) }
            ?? TargetReport(unchanged: target, serving: result.alias.traffic, seconds: seconds)
        report.rollout = nil
        var shares: [String: Double] = [:]
        for share in result.alias.traffic.shares {
            shares[share.version.name] = share.weight.fraction
        }
        report.traffic = shares
        // The alias ended on the candidate, and nobody knows whether that was right.
        if report.reason == nil { report.reason = unjudged.map { Reason(.quiet, $0) } }
        return DeployDocument(outcome: report.outcome, seconds: seconds, targets: [report])
    }

    /// What a terminal shows.
    var lines: [String] {
        let now = " now     \(result.alias.traffic.text)"
        guard let rollout = result.rollout else {
            return ["QUIET   \(target.text)   nothing was shifted", now]
        }
        return [headline(rollout), "", now] + counts(rollout) + next
    }

    private func headline(_ rollout: Rollout) -> String {
        let versions =
            "\(rollout.plan.stable?.text ?? "") → \(rollout.candidate?.text ?? "")"
        let word: String =
            switch result.end {
            case .quiet: "QUIET"
            case .open: "OPEN"
            case .verdict: "ROLL BACK"
            case .promoted: unjudged == nil ? "PROMOTED" : "PROMOTED UNJUDGED"
            case .takenBack: "TAKEN BACK"
            }
        return "\(word)   \(target.text)   \(versions)"
    }

    /// Why the candidate was promoted without a judgement, in the words of a rollout's report; `nil`
    /// where it had the calls for one.
    private var unjudged: String? {
        guard result.end == .promoted, let rollout = result.rollout,
            rollout.plan.guards.whyCallsAreNotJudged == nil
        else { return nil }
        let (judged, seen) = (rollout.judge.judged.calls, rollout.judge.candidate.calls)
        guard judged < SluiceCore.Limits.judgedCallsMin else { return nil }
        let calls =
            "\(Numbers.counted(seen, "call")) to \(rollout.candidate?.text ?? "the candidate")"
        return judged == seen
            ? "not judged: \(calls) were too few"
            : "not judged: only \(Numbers.grouped(judged)) of \(calls) could be"
    }

    private func counts(_ rollout: Rollout) -> [String] {
        if result.end == .promoted, let why = rollout.plan.guards.whyCallsAreNotJudged ?? unjudged {
            return [" note    \(why)"]
        }
        let judge = rollout.judge
        let candidate = rollout.candidate?.text ?? "the candidate"
        var lines: [String] = []
        if case .verdict(let reason) = result.end { lines.append(" why     \(reason.text)") }
        lines.append(
            " judged  \(candidate) failed \(Numbers.grouped(judge.judged.failures)) of "
                + "\(Numbers.counted(judge.judged.calls, "call")); evidence against it "
                + Numbers.power(judge.evidence.log10)
        )
        return lines
    }

    private var next: [String] {
        guard case .verdict = result.end, let rollout = result.rollout,
            let stable = rollout.plan.stable
        else { return [] }
        if let environment {
            return [" next    sluice rollback \(environment)\(target.options) --to \(stable.name)"]
        }
        return [
            " next    aws lambda update-alias --function-name \(target.function) --name "
                + "\(target.alias ?? "") --function-version \(stable.name) "
                + "--routing-config AdditionalVersionWeights={}"
                + Cloud.awsOptions(region: target.region, endpoint: target.endpoint)
        ]
    }
}
