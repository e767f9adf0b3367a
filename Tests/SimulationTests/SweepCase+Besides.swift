// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore

// What a plan may ask for beside steps and gates.
extension SweepCase {
    static let besides =
        watched + left + probed + [
            SweepCase(
                name: "hotfix",
                change: { $0 = $0.asHotfix("nobody can order") },
                expected: "promoted"
            ),
            SweepCase(
                name: "left early",
                change: { intent in
                    intent.strategy.promotesEarly = true
                    intent.strategy.shape = .steps([
                        Step(weight: .percent(20), bake: .seconds(90)),
                        Step(weight: .percent(50), bake: .seconds(4)),
                    ])
                },
                expected: "promoted"
            ),
        ]

    /// A number of calls ends the watch, or the time that they have.
    private static let watched = [(0.0, "promoted"), (0.5, "rolledBack")].flatMap { rate, end in
        [60, 1].map { calls in
            SweepCase(
                name: "watched for 100 calls of \(calls) a second, failures \(rate)",
                failureRate: rate,
                callsPerSecond: calls,
                change: { intent in
                    intent.strategy = allAtOnce
                    intent.strategy.watchCalls = WatchCalls(calls: 100, within: .seconds(30))
                },
                expected: end
            )
        }
    }

    /// Left open, and gone on with later.
    private static let left = ["gates", "10%"].map { (until: String) in
        SweepCase(name: "left open at \(until)", until: until, expected: "promoted")
    }

    /// Called by nobody but the driver.
    private static let probed = [(0.0, "promoted"), (0.5, "rolledBack")].map { rate, end in
        SweepCase(
            name: "probed, failures \(rate)",
            failureRate: rate,
            callsPerSecond: 0,
            change: { intent in
                intent.probes = Probes(
                    every: .milliseconds(500),
                    payload: .map(["probe": .bool(true)])
                )
                intent.onHold.quiet = .probe
            },
            expected: end
        )
    }
}
