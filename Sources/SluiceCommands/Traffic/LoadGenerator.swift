// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceWire
import Synchronization

/// Calls through an alias at an even rate, as callers that do not wait for each other make them.
///
/// Every call has its moment on the clock; a slow answer does not put the next one off until
/// `Limits.trafficCallsAtOnce` are under way. Nothing is sent twice.
struct LoadGenerator: Sendable {
    /// Ends a load early: calls under way are waited for.
    final class Stop: Sendable {
        // A class, because whoever stops the load and the load itself share it.
        private let isAsked = Atomic<Bool>(false)

        init() {}

        /// Whether the load is to end.
        var isSet: Bool { isAsked.load(ordering: .relaxed) }

        /// Asks the load to end.
        func set() { isAsked.store(true, ordering: .relaxed) }
    }

    var aws: any AWSTransport
    var clock: any WallClock
    /// The function's name.
    var function: String
    /// The alias, or `nil` for `$LATEST`.
    var alias: String?
    /// Calls a second.
    var rate: Int
    /// How long calls are begun; `nil`: until somebody stops it.
    var time: Duration?
    /// The event of the call with this number, from 0.
    var event: @Sendable (Int) -> Blob

    /// Makes calls until the time is over or somebody stops it, and waits for their answers.
    func run(into tally: TrafficTally, until stop: Stop) async {
        let begun = clock.now
        let end = time.map { begun.advanced(by: $0) } ?? .distantFuture
        await withTaskGroup(of: Void.self) { group in
            var underWay = 0
            var number = 0
            while true {
                let moment = begun.advanced(by: .milliseconds(Int64(number) * 1000 / Int64(rate)))
                guard moment < end, await sleep(until: moment, or: stop) else { break }
                if underWay == Limits.trafficCallsAtOnce {
                    await group.next()
                    underWay -= 1
                }
                let event = event(number)
                group.addTask { await call(with: event, into: tally) }
                underWay += 1
                number += 1
            }
            await group.waitForAll()
        }
    }

    /// Naps until it is time; `false` when the load is to end.
    private func sleep(until moment: Timestamp, or stop: Stop) async -> Bool {
        while !stop.isSet {
            let now = clock.now
            if now >= moment { return true }
            do {
                let nap = now.advanced(by: Limits.trafficNap)
                try await clock.sleep(until: min(moment, nap), tolerance: nil)
            } catch {
                return false
            }
        }
        return false
    }

    private func call(with event: Blob, into tally: TrafficTally) async {
        let call = Invoke(functionName: function, qualifier: alias, payload: event)
        let ending: TrafficCounts.Ending
        do {
            let answer = try await aws.send(call)
            ending = .ran(
                version: answer.executedVersion ?? alias ?? "$LATEST",
                isFailure: answer.functionError != nil
            )
        } catch {
            let isRefusal =
                error.kind == .answered && (400..<500).contains(error.status) && error.status != 429
            ending = isRefusal ? .refused : .dropped
        }
        tally.record(ending, at: clock.now)
    }
}
