// SPDX-License-Identifier: Apache-2.0
import Glibc
import SluiceBase
import SluiceCore
import SluiceDeploy
import SluiceProcess

/// `deploy --detach`: the same command again, in a session of its own, writing to a file.
struct BackgroundDriver {
    let house: Composition
    let store: JournalStore
    let environment: String
    /// The folder of the project.
    let folder: String

    /// Starts it, and waits until it has opened its rollout or has ended.
    func start(_ arguments: [String], begun: Timestamp) async throws -> ExitCode {
        let known = Set(try await store.names())
        let (process, log) = try launch(arguments)
        var looks = 0
        while true {
            if let rollout = try await opened(by: process.pid, known) {
                return try tell(rollout, process.pid, log, begun)
            }
            if let end = process.exit() {
                // It may have been over faster than we looked.
                if let rollout = try await opened(by: process.pid, known) {
                    return try tell(rollout, process.pid, log, begun)
                }
                return try relay(end, log)
            }
            try await house.clock.sleep(
                until: house.clock.now.advanced(by: pause(after: looks)),
                tolerance: nil
            )
            looks += 1
        }
    }

    /// A driver that waits for another one opens nothing for long: it is looked at less and less
    /// often, and a bucket less often than a folder.
    private func pause(after looks: Int) -> Duration {
        let pause = Limits.detachPoll * (1 << min(looks / 20, 6))
        return looks == 0 ? pause : max(pause, store.home.poll)
    }

    private func launch(_ arguments: [String]) throws -> (Detached, log: String) {
        let name = "deploy-\(environment)-\(house.clock.now.basicText)-\(getpid()).log"
        let log = "\(folder)/.sluice/logs/\(name)"
        do {
            try TextFile.makeFolder("\(folder)/.sluice/logs")
            let process = try Detached(
                path: "/proc/self/exe",
                arguments: arguments,
                environment: house.variables,
                log: log
            )
            return (process, log)
        } catch {
            throw Complaint(
                "no driver could be started in the background",
                why: ["\(error)"],
                now: [Complaint.nothingChanged],
                next: ["the same command without --detach"]
            )
        }
    }

    /// The rollout that a process of this machine has opened; `nil` before it did.
    private func opened(by pid: Int32, _ known: Set<String>) async throws -> Rollout? {
        let host = house.driver(nil).host
        for name in try await store.names() where !known.contains(name) {
            // One whose first line is just being written is looked at again.
            if let rollout = try? await store.rollout(name), let driver = rollout.driver,
                driver.pid == Int(pid), driver.host == host
            {
                return rollout
            }
        }
        return nil
    }

    private func tell(
        _ rollout: Rollout,
        _ pid: Int32,
        _ log: String,
        _ begun: Timestamp
    ) throws -> ExitCode {
        let name = rollout.plan.rollout
        let lines = [
            "rollout \(name) of \(rollout.plan.target.text) goes on in the background",
            "  driver  process \(pid)",
            "  log     \(log)",
            "  next    sluice status --watch",
            "          sluice abort \(name)",
        ]
        if house.console.isJSON {
            for line in lines { house.console.say(line) }
            let target = TargetReport(rollout, at: house.clock.now)
            try house.console.json(
                DeployDocument(
                    outcome: target.outcome,
                    seconds: begun.duration(to: house.clock.now).inSeconds,
                    targets: [target]
                )
            )
        } else {
            for line in lines { house.console.out(line) }
        }
        return rollout.outcome == nil ? .success : rollout.exit
    }

    /// It ended before it opened a rollout: what it said is our answer.
    private func relay(_ end: ChildExit, _ log: String) throws -> ExitCode {
        let lines = (TextFile.read(log) ?? "").split(separator: "\n").map(String.init)
        let documents = house.console.isJSON ? lines.filter { $0.hasPrefix("{\"") } : []
        for line in lines where documents.last != line { house.console.say(line) }
        if let document = documents.last { house.console.out(document) }
        guard case .exited(let code) = end, let exit = ExitCode(rawValue: code) else {
            throw Complaint(
                "the driver in the background ended before it opened a rollout",
                why: ["\(end)"],
                now: [Complaint.nothingChanged],
                next: ["the same command without --detach", "the log is \(log)"]
            )
        }
        return exit
    }
}
