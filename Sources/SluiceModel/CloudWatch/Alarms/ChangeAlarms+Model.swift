// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension SetAlarmState: ModelOperation {
    /// Puts an alarm into a state until it is evaluated next, one interval from now.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        var faults = Constraints()
        faults.check(stateValue, at: "stateValue", oneOf: AlarmState.allCases.map(\.rawValue))
        faults.check(stateReason, at: "stateReason", lengthMax: 1_023)
        faults.check(stateReasonData, at: "stateReasonData", lengthMax: 4_000)
        try faults.enforce(as: "ValidationError")
        if let stateReasonData, WireJSON.value(of: stateReasonData) == nil {
            throw AWSFailure(
                code: "InvalidFormat",
                message: "StateReasonData must be valid JSON.",
                status: 400
            )
        }
        guard model.alarms.alarms[alarmName] != nil, let state = AlarmState(rawValue: stateValue)
        else { throw AWSFailure(code: "ResourceNotFound", message: "", status: 404) }
        model.turn(
            alarmName,
            to: state,
            reason: stateReason,
            data: stateReasonData,
            at: call.now
        )
        model.schedule(alarmName, after: call.now)
        return Output()
    }
}

extension DeleteAlarms: ModelOperation {
    /// Deletes alarms; what is not there is no error.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        try alarmNames.checkCount()
        try refuseNeeded(in: model)
        for name in alarmNames {
            guard let record = model.alarms.alarms[name] else { continue }
            model.commit(.alarmRemoved(name))
            model.note(
                record,
                .configurationUpdate,
                "Alarm \"\(name)\" deleted",
                .map([
                    "version": .string("1.0"), "type": .string("Delete"),
                    "deletedAlarm": record.told(as: model.alarmARN(name)),
                ]),
                at: call.now
            )
        }
        return Output()
    }

    /// Refuses alarms that the rules of others name, which stay.
    private func refuseNeeded(in model: LambdaModel) throws(AWSFailure) {
        let staying = model.alarms.alarms.filter { !alarmNames.contains($0.key) }
        let needed = staying.values.reduce(into: Set<String>()) { needed, record in
            needed.formUnion(record.rule?.names ?? [])
        }
        let refused = alarmNames.filter(needed.contains)
        guard !refused.isEmpty else { return }
        throw .validationError(
            "Cannot delete \(refused.joined(separator: ",")) as there are composite alarm(s) "
                + "depending on \(refused.count == 1 ? "it" : "them")."
        )
    }
}

extension EnableAlarmActions: ModelOperation {
    /// Lets changes of state run actions again; what is not there is no error.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        try model.enableActions(of: alarmNames, true)
        return Output()
    }
}

extension DisableAlarmActions: ModelOperation {
    /// Keeps changes of state from running actions; what is not there is no error.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        try model.enableActions(of: alarmNames, false)
        return Output()
    }
}

extension LambdaModel {
    fileprivate mutating func enableActions(
        of names: [String],
        _ isEnabled: Bool
    ) throws(AWSFailure) {
        try names.checkCount()
        for name in names {
            guard var record = alarms.alarms[name], record.actionsEnabled != isEnabled else {
                continue
            }
            record.actionsEnabled = isEnabled
            commit(.alarm(record))
        }
    }
}

extension [String] {
    fileprivate func checkCount() throws(AWSFailure) {
        guard count > Limits.alarmNamesMax else { return }
        throw .validationError(
            "1 validation error detected: Value '[\(prefix(3).joined(separator: ", ")), …]' at "
                + "'alarmNames' failed to satisfy constraint: Member must have length less than or "
                + "equal to \(Limits.alarmNamesMax)"
        )
    }
}
