// SPDX-License-Identifier: Apache-2.0
import Glibc

/// How a search is spread over the machine, and how long it is.
enum Search {
    /// What the lanes of a search found, and the seconds of a core that they took together.
    struct Found<Result: Sendable>: Sendable {
        var results: [Result] = []
        var seconds = 0.0

        /// So many runs were made in it.
        func rate(_ runs: Int) -> String { "\(Int(Double(runs) / max(seconds, 0.001)))" }
    }

    /// Runs a part of a search on each core.
    static func inLanes<Result: Sendable>(
        _ search: @escaping @Sendable (_ lane: Int, _ lanes: Int) throws -> Result
    ) async throws -> Found<Result> {
        let lanes = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        return try await withThrowingTaskGroup(of: (Result, Double).self) { group in
            for lane in 0..<lanes {
                group.addTask {
                    // A simulation runs on the thread that asks for it.
                    let before = threadSeconds()
                    return (try search(lane, lanes), threadSeconds() - before)
                }
            }
            var found = Found<Result>()
            for try await (result, seconds) in group {
                found.results.append(result)
                found.seconds += seconds
            }
            return found
        }
    }

    /// How long this thread has run, without the time in which others did.
    private static func threadSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// A number from `make sim NAME=number`, or `nil`.
    static func number(_ name: String) -> Int? {
        getenv(name).flatMap { Int(String(cString: $0)) }
    }
}
