// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore

@testable import SluiceDeploy

/// A journal in memory that may refuse entries.
actor MemoryJournal: Journal {
    private var recorded: [Entry]
    private let refuses: @Sendable (Entry) -> Bool

    init(_ plan: Plan, refuses: @escaping @Sendable (Entry) -> Bool = { _ in false }) {
        recorded = [Entry(n: 1, at: plan.at, event: .started(plan: plan))]
        self.refuses = refuses
    }

    struct Full: Error {}

    func entries() -> [Entry] { recorded }

    func append(_ entry: Entry) throws {
        if refuses(entry) { throw Full() }
        recorded.append(entry)
    }

    /// The events after the plan, in short words.
    var words: [String] { recorded.dropFirst().map { $0.event.word } }
}

extension Event {
    /// The event in a word or two, for tests that look at an order.
    var word: String {
        switch self {
        case .started: "started"
        case .driving: "driving"
        case .intended(let action): "intended \(action.word)"
        case .wrote(let action, _): "wrote \(action.word)"
        case .failed(let action, let failure): "failed \(action.word) \(failure.code)"
        case .sawFunction: "saw function"
        case .sawAlias: "saw alias"
        case .checked(let gate, let result): "gate \(gate) \(result.passed ? "passed" : "failed")"
        case .observed: "observed"
        case .sawAlarms: "saw alarms"
        case .sawCredentials: "saw credentials"
        case .probed: "probed"
        case .woke: "woke"
        case .requested(let request): "requested \(request.verb.rawValue)"
        case .decided(let decision, _): "decided \(decision.word)"
        case .finished(let outcome): "finished \(outcome.word)"
        }
    }
}

extension Decision {
    fileprivate var word: String {
        switch self {
        case .advance(let step, _): "advance \(step)"
        case .rollBack: "rollBack"
        case .hold: "hold"
        case .release: "release"
        case .extend: "extend"
        case .descend(let level): "descend \(level)"
        }
    }
}

extension Action {
    fileprivate var word: String {
        switch self {
        case .moveAlias(.shift(let weight), _): "shift \(weight.percentText)"
        case .moveAlias(.complete, _): "complete"
        case .moveAlias(.rollBack, _): "rollBack"
        case .moveAlias(.claim, _): "claim"
        case .moveAlias(.restore, _): "restore"
        case .writePrevious: "previous"
        case .readVersion: "readVersion"
        case .readAlias: "readAlias"
        case .check: "check"
        case .observe: "observe"
        case .readAlarms: "readAlarms"
        default: "other"
        }
    }
}
