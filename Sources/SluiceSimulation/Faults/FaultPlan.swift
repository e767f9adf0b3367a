// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

/// Which faults strike in a world, and when: all of it drawn from the seed.
public struct FaultPlan: Hashable, Sendable {
    /// A stretch of time in which one kind of fault strikes with some probability.
    public struct Window: Hashable, Sendable {
        /// When it begins.
        public var from: Timestamp
        /// When it is over.
        public var to: Timestamp
        /// How likely one call meets the fault, 0 … 1.
        public var probability: Double
    }

    /// The faults of this world.
    public private(set) var windows: [Fault: Window] = [:]
    private let seed: UInt64

    /// A world in which nothing goes wrong.
    public static let none = FaultPlan(seed: 0)

    private init(seed: UInt64) { self.seed = seed }

    /// A world with these faults, all the time between two points.
    public init(
        _ faults: [Fault],
        seed: UInt64,
        from: Timestamp,
        to: Timestamp,
        probability: Double = 1
    ) {
        self.seed = seed
        for fault in faults {
            windows[fault] = Window(from: from, to: to, probability: probability)
        }
    }

    /// Draws a world's faults.
    ///
    /// - Parameters:
    ///   - seed: The world's seed.
    ///   - allowed: The kinds to draw from.
    ///   - beginning: When the rollout begins.
    ///   - length: How long it takes when all goes well: faults begin within that time.
    public init(seed: UInt64, of allowed: [Fault], from beginning: Timestamp, length: Duration) {
        self.seed = seed
        var random = SeededRandom(seed: seed).fork("faults")
        // One world in ten is at peace, and the others have some of the kinds or many of them.
        guard random.fraction() > 0.1 else { return }
        let share = 0.04 + random.fraction() * random.fraction() * 0.6
        for fault in allowed {
            var random = random.fork(fault.rawValue)
            guard random.fraction() < share else { continue }
            let isEarly = fault.isOfPreparation || random.fraction() < 0.2
            let start = random.fraction() * (isEarly ? 2 : length.inSeconds + 4) - 2
            let isLong = random.fraction() < 0.2
            let seconds = random.fraction() * (isLong ? 300 : length.inSeconds * 0.8 + 2)
            let from = beginning.advanced(by: .milliseconds(Int64(start * 1000)))
            windows[fault] = Window(
                from: from,
                to: from.advanced(by: .milliseconds(Int64(seconds * 1000))),
                probability: [0.15, 0.5, 1][Int(random.fraction() * 3)]
            )
        }
    }

    /// When the last of them is over.
    public var end: Timestamp? { windows.values.map(\.to).max() }

    /// The same without one kind: how a failing case is made smaller.
    public func without(_ fault: Fault) -> FaultPlan {
        var plan = self
        plan.windows[fault] = nil
        return plan
    }

    /// Whether the fault strikes the call with this number.
    ///
    /// Keyed, not drawn in order: what one fault does never moves another.
    func strikes(_ fault: Fault, at now: Timestamp, call number: Int) -> Bool {
        guard let window = windows[fault], window.from <= now, now < window.to else { return false }
        return draw(fault, number) < window.probability
    }

    /// A number from 0 up to 1 that belongs to this fault and this call.
    func draw(_ fault: Fault, _ number: Int) -> Double {
        var random = SeededRandom(seed: seed)
        for byte in fault.rawValue.utf8.prefix(12) {
            random = SeededRandom(seed: random.next() ^ UInt64(byte))
        }
        random = SeededRandom(seed: random.next() ^ UInt64(truncatingIfNeeded: number))
        return random.fraction()
    }
}
