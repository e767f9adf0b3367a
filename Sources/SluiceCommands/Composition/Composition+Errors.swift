// SPDX-License-Identifier: Apache-2.0
import SluiceCore
import SluiceDeploy
import SluiceEngine
import SluiceProject
import SluiceWire

extension Composition {
    /// Tells what went wrong, and with which code the program ends.
    func tell(_ error: any Error) -> ExitCode {
        if let problems = error as? ProjectProblems, !problems.isOfDisk, !console.isJSON {
            for diagnostic in problems.diagnostics { console.say(diagnostic.text) }
            let rest = Complaint("", now: problems.complaint.now, next: problems.complaint.next)
            ComplaintText.lines(rest, style: console.errorStyle).dropFirst()
                .forEach(console.say)
            return problems.exit
        }
        let complaint = Self.complaint(about: error)
        do {
            try console.complain(complaint)
        } catch {
            console.say(complaint)
        }
        return complaint.exit
    }

    /// Any error as a complaint with all four parts.
    static func complaint(about error: any Error) -> Complaint {
        var complaint: Complaint
        switch error {
        case let known as Complaint: complaint = known
        case let problems as ProjectProblems: complaint = problems.complaint
        case let failure as JournalFailure: complaint = failure.complaint
        case let failure as AWSFailure: complaint = Complaint(failure, doing: "ask AWS")
        case let failure as EngineError: complaint = Complaint(failure)
        case is CancellationError: complaint = Complaint("the command was cancelled")
        default: complaint = Complaint("\(error)")
        }
        if complaint.now.isEmpty { complaint.now = [Complaint.nothingChanged] }
        if complaint.next.isEmpty { complaint.next = ["sluice --help"] }
        return complaint
    }
}

extension Complaint {
    /// What people are told about an engine that cannot run.
    init(_ error: EngineError) {
        switch error {
        case .portTaken(let host, let port):
            let holder = PortHolder.find(port: port)
            self.init(
                "port \(port) of \(host) is taken",
                why: [
                    holder.map { "process \($0.pid) (\($0.name)) listens on it" }
                        ?? "another program listens on it"
                ],
                next: ["sluice local --port 0   picks a free port"]
                    + (holder.map { ["kill \($0.pid)"] } ?? [])
            )
        case .cannotListen(let host, let port, let reason):
            self.init(
                "cannot listen on port \(port) of \(host)",
                why: [reason],
                next: ["sluice local --host 127.0.0.1 --port 0"]
            )
        case .dataIsNewer(let directory):
            self.init(
                "the data in \(directory) was written by a newer Sluice",
                why: ["this one, \(ProgramVersion.number), would damage what it does not know"],
                next: ["use the newer Sluice", "sluice local --data DIR   with another folder"]
            )
        case .dataInUse(let directory):
            self.init(
                "another engine works in \(directory)",
                why: ["one engine at a time may write there"],
                next: ["stop the other engine", "sluice local --data DIR   with another folder"]
            )
        case .dataUnusable(let directory, let reason), .dataDamaged(let directory, let reason):
            self.init(
                "the engine's data in \(directory) cannot be used",
                why: [reason],
                next: ["sluice local --data DIR   with another folder"]
            )
        }
    }
}
