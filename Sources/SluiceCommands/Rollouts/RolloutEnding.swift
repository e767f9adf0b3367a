// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceDeploy

/// How a command that drove a rollout ends: what it prints, and its exit code.
struct RolloutEnding: Sendable {
    /// What became of it.
    var report: SluiceDeploy.Report
    /// When the command began.
    var begun: Timestamp
    /// When it ended.
    var ended: Timestamp
    /// Whether going back is what was asked for: then the stable version with all traffic is success.
    var goesBack = false

    /// The target in JSON.
    var target: TargetReport {
        let seconds = begun.duration(to: ended).inSeconds
        guard let rollout = report.rollout else { return unchanged(seconds) }
        var target = TargetReport(rollout, at: ended)
        if let alias = report.alias { target.traffic = Self.shares(alias.traffic) }
        if case .finished(let outcome) = report.end {
            target.outcome = outcome.word
            target.reason = outcome.reason ?? target.reason
        }
        return target
    }

    /// The whole document.
    var document: DeployDocument {
        DeployDocument(
            outcome: target.outcome,
            seconds: begun.duration(to: ended).inSeconds,
            targets: [target]
        )
    }

    /// The exit code.
    var exit: ExitCode {
        if let complaint = report.complaint { return complaint.exit }
        return switch report.end {
        case .unchanged, .open: .success
        case .interrupted(let interrupt): interrupt.exit
        case .left: .leftOpen
        case .finished(let outcome): exit(of: outcome)
        }
    }

    private func exit(of outcome: Outcome) -> ExitCode {
        if goesBack, case .rolledBack = outcome { return .success }
        if goesBack, case .stopped(let reason) = outcome, reason.kind == .operator {
            return .success
        }
        if case .rolledBack = outcome { return .rolledBack }
        return report.rollout?.exit ?? .success
    }

    /// Tells the ending, and returns how the program ends.
    func tell(_ console: Console) throws -> ExitCode {
        for note in report.notes { console.say("note: \(note)") }
        if console.isJSON {
            try console.json(document)
            // What people are told goes beside the document, on stderr.
            tellOpen(console)
            tellComplaint(console)
            return exit
        }
        switch report.end {
        case .unchanged(let version):
            console.out(
                "unchanged   \(report.target.text) serves \(Self.name(version)) already"
                    + (report.rollout == nil && goesBack
                        ? "" : ", with this code and configuration")
            )
        case .finished: console.out(console.given.completing(text: text))
        case .open:
            if report.complaint == nil { console.out(console.given.completing(text: text)) }
        case .interrupted, .left: tellOpen(console)
        }
        tellComplaint(console)
        return exit
    }

    /// Tells what went wrong after the rollout was opened.
    func tellComplaint(_ console: Console) {
        guard let complaint = report.complaint else { return }
        console.say(complaint)
    }

    /// The report as a terminal shows it.
    var text: String { text() }

    /// The report, with or without the commands that come next.
    func text(showsNext: Bool = true) -> String {
        guard var rollout = report.rollout else {
            let now = report.alias.map { "\n now     \($0.traffic.text)" } ?? ""
            return "\(target.outcome)   \(report.target.text)\(now)"
        }
        if case .finished(let outcome) = report.end, rollout.outcome == nil {
            // The alias was written without its driver, whose journal has no end yet.
            let event = Event.finished(outcome: outcome)
            rollout.apply(Entry(n: rollout.entryCount + 1, at: ended, event: event))
        }
        return RolloutReport(
            rollout: rollout,
            entries: report.entries,
            errors: report.firstErrors,
            readBackAt: report.alias == nil ? nil : ended,
            readBack: report.alias?.traffic,
            showsNext: showsNext,
            isDriven: report.isDriven
        ).text
    }

    private func tellOpen(_ console: Console) {
        guard let rollout = report.rollout else { return }
        let name = rollout.plan.rollout
        let why: String
        switch report.end {
        case .left(let hold): why = hold.text
        case .interrupted(.interrupt): why = "Ctrl-C (SIGINT)"
        case .interrupted(.terminate): why = "the process was told to end (SIGTERM)"
        case .finished, .unchanged, .open: return
        }
        let traffic = (report.alias?.traffic ?? rollout.servedTraffic).map(\.text) ?? "unknown"
        var complaint = Complaint(
            "rollout \(name) was left open",
            why: [why],
            now: ["traffic is \(traffic); nobody watches it now"],
            next: rollout.nextWhileOpen(isDriven: false)
        )
        if case .left(.drift(let found)) = report.end {
            complaint = rollout.driftComplaint(found: found)
        }
        console.say(complaint, label: "open")
    }

    private func unchanged(_ seconds: Double) -> TargetReport {
        let traffic = report.alias?.traffic ?? Traffic(version: .latest)
        var target = TargetReport(unchanged: report.target, serving: traffic, seconds: seconds)
        if case .finished(let outcome) = report.end {
            target.outcome = outcome.word
            target.reason = outcome.reason
        }
        return target
    }

    private static func shares(_ traffic: Traffic) -> [String: Double] {
        var shares: [String: Double] = [:]
        for share in traffic.shares { shares[share.version.name] = share.weight.fraction }
        return shares
    }

    private static func name(_ version: String) -> String { Version(version)?.text ?? version }
}
