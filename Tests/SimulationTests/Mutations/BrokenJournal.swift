// SPDX-License-Identifier: Apache-2.0
import SluiceCore
import SluiceDeploy
import Synchronization

/// A journal that does not keep what a journal promises.
final class BrokenJournal: Journal {
    enum Fault {
        case late, twice, forgetful, impatient, unguarded, ungated, unpaused
        case eager, restless, careless, literal
    }

    private let base: any Journal
    private let fault: Fault
    private let held = Mutex<Entry?>(nil)

    init(_ base: any Journal, _ fault: Fault) {
        self.base = base
        self.fault = fault
    }

    func entries() async throws -> [Entry] {
        let entries = try await base.entries()
        switch fault {
        case .late, .twice: return entries
        case .forgetful:
            return entries.filter { entry in
                if case .decided(.advance, _) = entry.event { false } else { true }
            }
        case .impatient: return Self.planned(entries) { $0.strategy.approvals = [] }
        case .ungated:
            return Self.planned(entries) { $0.gates.removeAll { $0.place != .before } }
        case .unguarded: return Self.planned(entries) { $0.guards.alarms = [] }
        case .eager:
            return Self.planned(entries) { plan in
                plan.strategy.promotesEarly = true
                plan.guards.cap = 0.5
            }
        case .restless: return Self.planned(entries) { $0.until = nil }
        case .careless:
            return Self.planned(entries) { plan in
                plan.strategy.watchAfter = .zero
                plan.strategy.watchCalls = nil
            }
        case .literal: return Self.planned(entries) { $0.alarmOverrides = nil }
        case .unpaused:
            return entries.map { entry in
                guard case .requested(var request) = entry.event, request.verb == .pause else {
                    return entry
                }
                request.verb = .resume
                return Entry(n: entry.n, at: entry.at, event: .requested(request: request))
            }
        }
    }

    /// The entries with another plan than was written.
    private static func planned(_ entries: [Entry], _ change: (inout Plan) -> Void) -> [Entry] {
        entries.map { entry in
            guard case .started(var plan) = entry.event else { return entry }
            change(&plan)
            return Entry(n: entry.n, at: entry.at, event: .started(plan: plan))
        }
    }

    func append(_ entry: Entry) async throws {
        if let late = held.withLock({ $0.take() }) { try await base.append(late) }
        if fault == .late, case .intended = entry.event {
            return held.withLock { $0 = entry }
        }
        try await base.append(entry)
        if fault == .twice { try await base.append(entry) }
    }
}
