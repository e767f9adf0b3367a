// SPDX-License-Identifier: Apache-2.0
import Glibc

/// How a search is spread over the machine, and how long it is.
enum Search {
    /// Runs a part of a search on each core.
    static func inLanes<Result: Sendable>(
        _ search: @escaping @Sendable (_ lane: Int, _ lanes: Int) throws -> Result
    ) async throws -> [Result] {
        let lanes = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        return try await withThrowingTaskGroup(of: Result.self) { group in
            for lane in 0..<lanes { group.addTask { try search(lane, lanes) } }
            var results: [Result] = []
            for try await result in group { results.append(result) }
            return results
        }
    }

    /// A number from `make sim NAME=number`, or `nil`.
    static func number(_ name: String) -> Int? {
        getenv(name).flatMap { Int(String(cString: $0)) }
    }
}
