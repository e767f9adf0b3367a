// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// Makes batches out of seconds: one closes after at least a second and 1/weight calls.
///
/// The rule looks at numbers of calls alone, never at their outcome: a batch that closed because
/// of a failure would make every candidate look worse than it is. At 10 % and one call a second
/// a batch therefore lasts 10 s. One builder serves one weight; after a shift there is a new one.
public struct BatchBuilder: Hashable, Codable, Sendable {
    /// A batch that takes no more counts.
    public struct Closed: Hashable, Codable, Sendable {
        /// What was counted.
        public let batch: Batch
        /// How long it took, in seconds.
        public let seconds: Int

        /// Makes a closed batch.
        public init(batch: Batch, seconds: Int) {
            self.batch = batch
            self.seconds = seconds
        }
    }

    /// The candidate's weight while these seconds passed.
    public let weight: Weight
    /// What the open batch holds.
    public private(set) var open = Batch()
    /// The open batch's age in seconds.
    public private(set) var openSeconds = 0

    /// Starts with an empty batch at this weight.
    public init(weight: Weight) { self.weight = weight }

    /// The calls that a batch needs: 1/weight, rounded up; `Int.max` without a weight.
    public var callsNeeded: Int {
        guard weight > .none else { return .max }
        return (Weight.all.basisPoints + weight.basisPoints - 1) / weight.basisPoints
    }

    /// Adds what happened in a second (or in several) and gives the batch that this closed.
    ///
    /// Counts that arrived late for seconds already added come with `seconds` 0.
    public mutating func take(_ counts: Batch, seconds: Int = 1) -> Closed? {
        open = open + counts
        openSeconds = openSeconds.saturatingSum(max(0, seconds))
        guard openSeconds >= 1, open.calls >= callsNeeded else { return nil }
        return finish()
    }

    /// Closes the open batch whatever it holds, for the end of a weight; `nil` when nobody called.
    public mutating func finish() -> Closed? {
        let closed = Closed(batch: open, seconds: openSeconds)
        open = Batch()
        openSeconds = 0
        return closed.batch.isEmpty ? nil : closed
    }
}
