// SPDX-License-Identifier: Apache-2.0
import SluiceBase

/// Counts invocations by resource and second until the control plane fetches the counts.
struct Tallies {
    private struct Key: Hashable {
        var function: String
        var qualifier: String?
        var executedVersion: String
        var underWeights: Bool
        var second: Int64
    }

    private var tallies: [Key: InvocationTally] = [:]
    private var random: SeededRandom

    init(random: SeededRandom) { self.random = random }

    /// Counts an invocation that ran.
    mutating func ended(
        _ invocation: Invocation,
        at time: Timestamp,
        milliseconds: Double,
        isError: Bool,
        load: Load
    ) {
        change(invocation, at: time) { tally, random in
            tally.invocations += 1
            tally.note(load)
            if isError { tally.errors += 1 }
            tally.durationSum += milliseconds
            if tally.durations.count < Limits.tallyDurationsMax {
                return tally.durations.append(milliseconds)
            }
            // Reservoir sampling: each run time has the same chance to be kept.
            let index = Int(random.next() % UInt64(tally.invocations))
            if index < tally.durations.count { tally.durations[index] = milliseconds }
        }
    }

    /// How many calls there are while one of them ends: a peak lasts until one of its calls ends.
    struct Load {
        var function: Int
        var account: Int
        var unreserved: Int
        /// Of the version; where it is more than its capacity, the rest spilt over.
        var version: Int
        var capacity: Int
        /// Whether provisioned concurrency took the call; `nil` when the version has none.
        var isProvisioned: Bool?
    }

    /// Counts an invocation that was refused.
    mutating func throttled(_ invocation: Invocation, at time: Timestamp) {
        change(invocation, at: time) { tally, _ in tally.throttles += 1 }
    }

    /// Takes all counts, in a fixed order.
    mutating func drain() -> [InvocationTally] {
        defer { tallies = [:] }
        return tallies.values.sorted {
            ($0.second, $0.function, $0.qualifier ?? "", $0.executedVersion)
                < ($1.second, $1.function, $1.qualifier ?? "", $1.executedVersion)
        }
    }

    private mutating func change(
        _ invocation: Invocation,
        at time: Timestamp,
        _ body: (inout InvocationTally, inout SeededRandom) -> Void
    ) {
        let spec = invocation.pool.spec
        let key = Key(
            function: spec.function,
            qualifier: invocation.qualifier,
            executedVersion: spec.version,
            underWeights: invocation.isUnderWeights,
            second: time.second
        )
        guard tallies.count < Limits.talliesMax || tallies[key] != nil else { return }
        body(
            &tallies[
                key,
                default: InvocationTally(
                    function: key.function,
                    qualifier: key.qualifier,
                    executedVersion: key.executedVersion,
                    underWeights: key.underWeights,
                    second: key.second
                )
            ],
            &random
        )
    }
}

extension InvocationTally {
    fileprivate mutating func note(_ load: Tallies.Load) {
        functionPeak = max(functionPeak, load.function)
        accountPeak = max(accountPeak, load.account)
        unreservedPeak = max(unreservedPeak, load.unreserved)
        guard let isProvisioned = load.isProvisioned else { return }
        provisionedCapacity = load.capacity
        provisionedPeak = max(provisionedPeak, min(load.version, load.capacity))
        if isProvisioned { provisionedInvocations += 1 } else { spillovers += 1 }
    }
}
