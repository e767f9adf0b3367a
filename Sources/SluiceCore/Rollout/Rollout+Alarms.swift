// SPDX-License-Identifier: Apache-2.0
public import SluiceBase

// Alarms that guard a rollout: red gives all traffic back, unknown keeps a step from being left.
extension Rollout {
    /// What is known of the alarms that guard the rollout.
    public struct AlarmReadings: Hashable, Sendable {
        /// The states as they were read last, in the order of the guards.
        public internal(set) var states: [AlarmState] = []
        /// When that was; `nil` while this process has not read them yet.
        public internal(set) var readAt: Timestamp?
        /// Overridden alarms that have been OK since: they count again.
        var recovered: Set<String> = []
        var polls = 0
        var failures = 0
        var failedAt: Timestamp?
    }

    /// Takes in a reading of the alarms.
    mutating func take(_ states: [AlarmState], at: Timestamp) {
        alarms.states = states
        alarms.readAt = at
        alarms.polls += 1
        alarms.failures = 0
        for state in states where state.value == .ok { alarms.recovered.insert(state.name) }
    }

    /// Takes in that the alarms could not be read.
    mutating func readOfAlarmsFailed(at: Timestamp) {
        alarms.polls += 1
        alarms.failures += 1
        alarms.failedAt = at
    }

    /// A new process takes nobody's word for an alarm.
    mutating func forgetAlarms() {
        alarms.readAt = nil
        alarms.failures = 0
    }

    /// Why the rollout goes back when an alarm has gone off; an optional one counts as well.
    var alarmReason: Reason? {
        guard let red = alarms.states.first(where: { $0.value == .alarm && counts($0.name) })
        else { return nil }
        let why = red.reason.isEmpty ? "" : ": \(red.reason)"
        return Reason(.alarm, "alarm \(red.name) went off\(why)")
    }

    /// Whether an alarm is one that counts: one that was overridden does again once it was OK.
    private func counts(_ name: String) -> Bool {
        alarms.recovered.contains(name)
            || !(plan.alarmOverrides ?? []).contains { $0.name == name }
    }

    /// Adds the next reading of the alarms, or the time for it: in every wait and every hold.
    func mindingAlarms(at now: Timestamp, _ agenda: inout Agenda) {
        guard !plan.guards.alarms.isEmpty, mayBeServing, agenda.decision == nil,
            agenda.outcome == nil, agenda.leave == nil
        else { return }
        let due = nextAlarmReading(every: plan.alarmInterval)
        guard now >= due else { return agenda.wake(at: due) }
        if !agenda.actions.contains(readingAlarms) { agenda.actions.append(readingAlarms) }
    }

    /// What the alarms make of a wish to go on; `nil` when they let it.
    ///
    /// A reading that is older than some seconds lets nothing go on. Before traffic an alarm on the
    /// candidate's own calls cannot know anything yet, so that only one that cannot be read keeps
    /// the first shift back.
    func awaitingAlarms(beforeTraffic: Bool = false, at now: Timestamp) -> Agenda? {
        guard !plan.guards.alarms.isEmpty, plan.stable != nil else { return nil }
        let isUnreadable = alarms.failures >= Limits.alarmReadsMax
        let due = nextAlarmReading(every: Limits.alarmsFresh)
        if now >= due { return Agenda(actions: [readingAlarms]) }
        if !isUnreadable, alarms.failures > 0 || alarms.readAt == nil { return Agenda(wakeAt: due) }
        let unknown = unknownAlarms(isUnreadable: isUnreadable, beforeTraffic: beforeTraffic)
        guard !unknown.isEmpty else {
            return isHeldByAlarms ? Agenda(decision: .release) : nil
        }
        guard isHeldByAlarms, let hold else {
            return Agenda(decision: .hold(.alarmUnknown(names: unknown)))
        }
        if plan.onHold.alarmUnknown == .rollback {
            return Agenda(decision: .rollBack(Reason(.alarm, hold.reason.text)))
        }
        let limit = hold.since.advanced(by: plan.onHold.limit)
        guard now < limit else {
            let text = "held for \(plan.onHold.limit.words): \(hold.reason.text)"
            return Agenda(decision: .rollBack(Reason(.deadline, text)))
        }
        return Agenda(wakeAt: min(limit, due))
    }

    private var isHeldByAlarms: Bool {
        if case .alarmUnknown = hold?.reason { true } else { false }
    }

    /// The alarms whose state is not known, though it must be.
    private func unknownAlarms(isUnreadable: Bool, beforeTraffic: Bool) -> [String] {
        let required = plan.guards.alarms.filter { !$0.isOptional && counts($0.name) }.map(\.name)
        if isUnreadable { return required }
        return required.filter { name in
            let value = alarms.states.first { $0.name == name }?.value ?? .missing
            return value == .missing || value == .insufficientData && !beforeTraffic
        }
    }

    /// When the alarms are to be read next, at the latest so long after the last reading.
    private func nextAlarmReading(every interval: Duration) -> Timestamp {
        let last = alarms.readAt?.advanced(by: interval) ?? startedAt
        guard alarms.failures > 0, let failedAt = alarms.failedAt else { return last }
        return max(last, failedAt.advanced(by: Limits.alarmRetryPause))
    }

    private var readingAlarms: Action { .readAlarms(poll: alarms.polls) }
}
