// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceCore
public import SluiceWire

/// Runs the gates of a rollout, each within its time-out.
///
/// A gate always ends in a result: what keeps it from being run counts as not passed, and says so.
public struct GateRunner: Sendable {
    let aws: any AWSTransport
    let clock: any WallClock
    let environment: @Sendable () async throws -> [String: String]
    let command: @Sendable (GateCommand) async -> GateCommand.Ending
    let fetch: @Sendable (String) async throws -> Int

    /// Makes a runner.
    ///
    /// `environment` gives the variables that commands inherit, credentials among them; `command`
    /// runs one to its end or to its time-out; `fetch` calls an address and returns the status.
    public init(
        aws: any AWSTransport,
        clock: any WallClock,
        environment: @escaping @Sendable () async throws -> [String: String],
        command: @escaping @Sendable (GateCommand) async -> GateCommand.Ending,
        fetch: @escaping @Sendable (String) async throws -> Int
    ) {
        self.aws = aws
        self.clock = clock
        self.environment = environment
        self.command = command
        self.fetch = fetch
    }

    /// Runs one gate of the plan and says how it ended.
    public func check(_ index: Int, attempt: Int, for rollout: Rollout) async -> Event {
        let gate = rollout.plan.gates[index]
        let begun = clock.now
        let found = await within(gate.timeout) {
            await self.run(gate, attempt: attempt, for: rollout)
        }
        let took = begun.duration(to: clock.now)
        let finding =
            found ?? Finding(passed: false, detail: "no result within \(gate.timeout.words)")
        return .checked(
            gate: index,
            result: GateResult(
                passed: finding.passed,
                detail: finding.detail,
                output: finding.output,
                took: took,
                request: finding.request
            )
        )
    }

    private func run(_ gate: Gate, attempt: Int, for rollout: Rollout) async -> Finding {
        switch gate.check {
        case .invoke(let payload, let expect):
            await invoke(payload, expect, of: rollout)
        case .run(let line, let directory):
            await run(line, in: directory, gate.timeout, attempt: attempt, for: rollout)
        case .url(let address): await call(address)
        }
    }

    private func call(_ address: String) async -> Finding {
        do {
            let status = try await fetch(address)
            return (200..<300).contains(status)
                ? Finding(passed: true, detail: "status \(status)")
                : Finding(passed: false, detail: "expected a status of 200 to 299, got \(status)")
        } catch {
            return Finding(passed: false, detail: "no answer: \(error)")
        }
    }

    /// The work's result, or `nil` when the time was over first.
    private func within(
        _ limit: Duration,
        _ work: @escaping @Sendable () async -> Finding
    ) async -> Finding? {
        let (clock, end) = (clock, clock.now.advanced(by: limit))
        return await withTaskGroup(of: Finding?.self) { group in
            group.addTask { await work() }
            group.addTask {
                // Cancelled when the work has ended: then nobody reads this.
                try? await clock.sleep(until: end, tolerance: nil)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }
}

/// What a gate found out, without the time it took.
struct Finding: Hashable, Sendable {
    var passed: Bool
    var detail: String
    var output = ""
    var request: String?
}
