// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import Synchronization

/// Watches a world and its journal, and knows nothing of the driver's code.
///
/// It sees each write when it is sent, each effect when it happens, and each entry when it is on
/// the disk, with what is so in the world at that moment.
public struct Checker: Sendable {
    /// What did not hold.
    public var violations: [Violation] { findings.list }

    private let findings = Findings()

    let function: String
    let alias: String

    // What the journal says, read without the product's own fold.
    var plan: Plan?
    var entryCount = 0
    var lastAdvance: (to: Int, grade: Decision.Grade)?
    var isGoingBack = false
    var isGoingDown = false
    var intended: Action?
    var passedGates: Set<Int> = []
    var holds = Holds()
    var isFinished = false
    /// Whether the calls were counted once more after the end.
    var isCountedOnceMore = false
    var wasPromoted = false
    var wasAdopted = false

    // What the world showed.
    var actingPid = 0
    var withoutJournal: Set<Int> = []
    var hasClaimed = false
    var wasMovedByOthers = false
    var raisedAt: Timestamp?
    var ownTraffic: Traffic?
    var recordedTraffic: Traffic?
    var acknowledgedTraffic: Traffic?
    var publishedByUs: [Version] = []
    var answering: Set<Version> = []
    var humanDescription: String?

    /// A checker of rollouts of one function's alias.
    init(function: String, alias: String) {
        self.function = function
        self.alias = alias
    }

    /// Takes down what did not hold.
    func note(_ rule: Rule, _ text: String, at: Timestamp) {
        findings.add(Violation(rule: rule, at: at, text: text))
    }

    func expect(
        _ condition: Bool,
        _ rule: Rule,
        _ text: @autoclosure () -> String,
        at: Timestamp
    ) {
        if !condition { note(rule, text(), at: at) }
    }

    /// The disk refused an entry: from here on this process may only take traffic away.
    mutating func lostJournal(of pid: Int) { withoutJournal.insert(pid) }

    /// The journal takes this process's entries again.
    mutating func foundJournal(of pid: Int) { withoutJournal.remove(pid) }

    /// A process does something: none before it may do anything any more.
    mutating func acts(_ pid: Int, at: Timestamp) {
        expect(pid >= actingPid, .oneDriver, "process \(pid) acts after \(actingPid)", at: at)
        actingPid = max(actingPid, pid)
    }

    /// The share of the plan's candidate in this traffic.
    func weight(_ truth: Truth) -> Weight {
        guard let traffic = truth.traffic else { return .none }
        return traffic.shares.filter { isCandidate($0.version, truth) }
            .map(\.weight).max() ?? .none
    }

    /// Whether a version is the one that the plan sends out: by its number, or by its package.
    func isCandidate(_ version: Version, _ truth: Truth) -> Bool {
        guard let plan, version != plan.stable else { return false }
        if let candidate = plan.candidate { return version == candidate }
        return plan.code != nil && truth.packages[version] == plan.code?.sha256
    }

    /// A class, so that a sentence about the checker is made only when it is needed.
    private final class Findings: Sendable {
        private let violations = Mutex<[Violation]>([])
        var list: [Violation] { violations.withLock { $0 } }
        func add(_ violation: Violation) { violations.withLock { $0.append(violation) } }
    }
}
