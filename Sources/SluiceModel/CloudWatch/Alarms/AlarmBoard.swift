// SPDX-License-Identifier: Apache-2.0

public import SluiceBase

/// The alarms of an account, their history, and when each is evaluated next.
public struct AlarmBoard: Sendable {
    /// The alarms by name.
    public private(set) var alarms: [String: AlarmRecord] = [:]
    /// What happened to them, oldest first.
    public private(set) var history: [AlarmEvent] = []
    private var due: [String: Timestamp] = [:]

    /// When the next alarm is evaluated, or `nil`.
    public var nextEvaluation: Timestamp? { due.values.min() }

    /// The number of the next event.
    var nextNumber: Int { (history.last?.number ?? 0) + 1 }

    /// The alarms by name, ordered.
    var ordered: [AlarmRecord] { alarms.values.sorted { $0.name < $1.name } }

    mutating func upsert(_ record: AlarmRecord) { alarms[record.name] = record }

    mutating func remove(_ name: String) {
        alarms[name] = nil
        due[name] = nil
    }

    mutating func note(_ event: AlarmEvent) {
        history.append(event)
        // Taking some at once keeps the cost of moving the rest small.
        if history.count > Limits.alarmHistoryMax + 256 {
            history.removeFirst(history.count - Limits.alarmHistoryMax)
        }
    }

    /// Names the time of an alarm's next evaluation.
    mutating func schedule(_ name: String, at time: Timestamp) { due[name] = time }

    /// Alarms to be evaluated by now, ordered.
    func due(at now: Timestamp) -> [String] {
        due.filter { $0.value <= now }.keys.sorted()
    }

    /// Alarms on metrics that have no time yet: those that a store brought back.
    var unscheduled: [String] {
        alarms.values.filter { $0.metric != nil && due[$0.name] == nil }.map(\.name).sorted()
    }

    /// The composite alarms whose rules name an alarm.
    func parents(of name: String) -> [String] {
        alarms.values.filter { $0.rule?.names.contains(name) ?? false }.map(\.name).sorted()
    }
}
