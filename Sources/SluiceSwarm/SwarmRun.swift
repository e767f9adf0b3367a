// SPDX-License-Identifier: Apache-2.0
import Glibc
import SluiceSimulation

/// A swarm of random rollouts on one core: `SluiceSwarm [SEEDS] [FROM]`.
///
/// Prints the seeds that broke an invariant and, last, the rollouts in a second; ends with 1 when
/// there are such seeds.
@main
struct SwarmRun {
    static func main() throws {
        let words = CommandLine.arguments.dropFirst().map { Int($0) }
        let count = words.first ?? Limits.seeds
        let from = words.dropFirst().first ?? 1
        guard let count, let from, (1...Limits.seedsMax).contains(count), from >= 0 else {
            say("usage: SluiceSwarm [SEEDS] [FROM]")
            exit(64)
        }
        var swarm = Swarm()
        let before = threadSeconds()
        for seed in from..<(from + count) { try swarm.search(UInt64(seed)) }
        let seconds = threadSeconds() - before
        for failure in swarm.failures { say("broken: make sim SEED=\(failure.seed)") }
        let rate = Int(Double(count) / max(seconds, 0.001))
        say("\(count) seeds, \(swarm.failures.count) failed, \(rate) rollouts a second and core")
        exit(swarm.failures.isEmpty ? 0 : 1)
    }

    /// How long this thread has run, without the time in which others did.
    private static func threadSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func say(_ line: String) { puts(line) }
}
