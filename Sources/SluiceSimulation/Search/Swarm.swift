// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore

/// Runs the cases of many seeds, and keeps what did not hold.
public struct Swarm: Sendable {
    /// A seed whose run broke an invariant.
    public struct Failure: Sendable {
        /// The seed.
        public var seed: UInt64
        /// What did not hold.
        public var violations: [Violation]
        /// The case in one line, what did not hold, and the journal as a table.
        public var text: String
    }

    /// What was met.
    public private(set) var coverage = Coverage()
    /// What did not hold.
    public private(set) var failures: [Failure] = []

    private let allowed: [Fault]
    private let extras: Set<Extra>
    private let parts: SimProcess.Parts

    /// A search with these faults and plans; `parts` breaks something in every driver.
    public init(
        allowed: [Fault] = Fault.allCases,
        extras: Set<Extra> = Set(Extra.allCases),
        parts: SimProcess.Parts = .init()
    ) {
        self.allowed = allowed
        self.extras = extras
        self.parts = parts
    }

    /// Runs the case of one seed.
    public mutating func search(_ seed: UInt64) throws {
        let sample = SwarmCase(seed: seed, allowed: allowed, extras: extras)
        let world = try sample.world()
        var run = SimRun(world)
        run.parts = parts
        run.drive()
        coverage.count(world, run.outcome)
        guard !world.violations.isEmpty else { return }
        let text = sample.text + "\n" + world.text(after: run)
        failures.append(Failure(seed: seed, violations: world.violations, text: text))
    }

    /// Adds another search's results.
    public mutating func merge(_ other: Swarm) {
        coverage.merge(other.coverage)
        failures += other.failures
        failures.sort { $0.seed < $1.seed }
    }
}

extension SwarmCase {
    /// The case in one line.
    public var text: String {
        let faults = faults.windows.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            let from = SimWorld.beginning.duration(to: $0.value.from).inSeconds
            let to = SimWorld.beginning.duration(to: $0.value.to).inSeconds
            return "\($0.key.rawValue) \(from)…\(to) s at \($0.value.probability)"
        }
        let asked = extras.map(\.rawValue).sorted().map { "\($0), " }.joined()
        return "seed \(seed): \(shape.rawValue), \(candidate.rawValue), \(asked)"
            + "\(profile.callsPerSecond) calls/s, "
            + (faults.isEmpty ? "no faults" : faults.joined(separator: ", "))
    }
}
