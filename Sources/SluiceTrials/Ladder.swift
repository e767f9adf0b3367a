// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceStats

/// The steps of a simulated rollout: 10 % and then 50 %, ten minutes each, unless said otherwise.
struct Ladder: Sendable {
    /// Weights with how long to bake, in seconds.
    var steps: [(weight: Weight, seconds: Int)] = [(.percent(10), 600), (.percent(50), 600)]

    /// How long it takes without anybody's decision.
    var seconds: Int { steps.reduce(0) { $0 + $1.seconds } }

    /// A whole course of some work on these steps.
    func course(_ work: Work, _ random: inout SeededRandom) -> [Second] {
        var traffic = Traffic(work, &random)
        return steps.flatMap { step in (0..<step.seconds).map { _ in traffic.next(step.weight) } }
    }
}

/// How one course ended for one method.
struct Ending: Sendable {
    /// The second of the rollback, counted from the first shift; `nil` when there was none.
    var seconds: Int?
    /// The candidate's calls that had failed by then.
    var failed: Int

    /// The ending of a course that was rolled back at this second.
    init(_ course: [Second], at seconds: Int?, lag: Int = 0) {
        let end = seconds.map { $0 + lag }
        self.seconds = end
        failed = course.prefix(end ?? course.count).reduce(0) { $0 + $1.calls.candidateFailures }
    }
}
