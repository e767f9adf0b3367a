// SPDX-License-Identifier: Apache-2.0
import SluiceBase
public import SluiceCore
import Synchronization

/// What a search has met: faults, kinds of plans, holds, outcomes and the reasons for them.
public struct Coverage: Sendable {
    /// Runs that were counted.
    public private(set) var runs = 0
    /// Runs in which a fault struck, by its name.
    public private(set) var faults: [Fault: Int] = [:]
    /// Runs in which what a plan asked for beside came to something.
    public private(set) var extras: [Extra: Int] = [:]
    /// Runs that met a hold, an outcome or a reason, by its word.
    public private(set) var words: [String: Int] = [:]

    /// Nothing met yet.
    public init() {}

    /// Counts a run.
    public mutating func count(_ world: SimWorld, _ outcome: Outcome?) {
        runs += 1
        for fault in world.fired.keys { faults[fault, default: 0] += 1 }
        let entries = world.entries
        for extra in Extra.allCases where extra.hasFired(in: entries) {
            extras[extra, default: 0] += 1
        }
        var met = Set(world.reached)
        if let outcome {
            met.insert("outcome \(outcome.word)")
            if let reason = outcome.reason { met.insert("reason \(reason.kind.rawValue)") }
        }
        for entry in entries {
            guard case .decided(let decision, _) = entry.event else { continue }
            met.insert(Self.word(decision))
            if case .hold(let hold) = decision { met.insert(Self.word(hold)) }
            if case .advance(_, let grade) = decision { met.insert("grade \(grade.rawValue)") }
        }
        for word in met { words[word, default: 0] += 1 }
    }

    /// Adds what another search has met.
    public mutating func merge(_ other: Coverage) {
        runs += other.runs
        faults.merge(other.faults, uniquingKeysWith: +)
        extras.merge(other.extras, uniquingKeysWith: +)
        words.merge(other.words, uniquingKeysWith: +)
    }

    private static func word(_ decision: Decision) -> String {
        return "decision " + String("\(decision)".prefix { $0 != "(" })
    }

    static func word(_ hold: Hold) -> String {
        "hold " + String("\(hold)".prefix { $0 != "(" })
    }

    /// What a search of this size should have met and has not: faults and kinds of plans in a
    /// hundredth of the runs, each hold, each outcome and each decision at all.
    public var gaps: [String] {
        let rare = counted.filter { $0.count * 100 < runs }.map(\.name)
        return rare + Self.wanted.filter { words[$0, default: 0] == 0 }
    }

    /// Faults and kinds of plans, with the runs that met them.
    private var counted: [(name: String, count: Int)] {
        Fault.allCases.map { ("fault \($0.rawValue)", faults[$0, default: 0]) }
            + Extra.allCases.map { ("plan \($0.rawValue)", extras[$0, default: 0]) }
    }

    private static let wanted =
        [
            "quiet", "noData", "stale", "caution", "baseline", "shareMismatch", "drift", "paused",
            "approval", "awsUnavailable", "credentials", "alarmUnknown", "behind",
        ]
        .map { "hold \($0)" }
        + ["promoted", "promotedUnjudged", "rolledBack", "stopped", "superseded"]
        .map { "outcome \($0)" }
        + ["reason alarm", "reason latency", "reason throttles"]
        + ["advance", "rollBack", "hold", "release", "extend", "descend"]
        .map { "decision \($0)" }
        + ["start", "baked", "early", "unjudged", "promoted"].map { "grade \($0)" }

    /// The table: one line a fault or word, with the runs that met it and their share.
    public var table: String {
        let met = words.sorted { $0.key < $1.key }.map { (name: $0.key, count: $0.value) }
        return (counted + met).map { name, count in
            let share = Double(count) / Double(max(1, runs)) * 100
            let padded = name + String(repeating: " ", count: max(1, 34 - name.count))
            let tenths = Int((share * 10).rounded())
            return "|   \(padded)\(count)  \(tenths / 10).\(tenths % 10) %"
        }
        .joined(separator: "\n")
    }
}

extension SimWorld {
    /// Holds with which a driver left the rollout open.
    var reached: [String] { state.withLock { $0.reached } }

    func reach(_ hold: Hold) {
        state.withLock { $0.reached.append("left with \(Coverage.word(hold))") }
    }
}
