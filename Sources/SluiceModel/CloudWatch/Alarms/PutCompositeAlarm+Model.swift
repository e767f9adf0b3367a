// SPDX-License-Identifier: Apache-2.0

import SluiceBase
public import SluiceWire

extension PutCompositeAlarm: ModelOperation {
    /// Makes an alarm on alarms, or replaces one, and evaluates it at once.
    public func perform(
        on model: inout LambdaModel,
        in call: inout Call
    ) throws(AWSFailure) -> Output {
        var faults = Constraints()
        faults.checkAlarmName(alarmName)
        faults.check(alarmRule, at: "alarmRule", lengthMax: Limits.alarmRuleBytesMax)
        faults.checkActions(okActions, alarmActions, insufficientDataActions)
        try faults.enforce(as: "ValidationError")
        try AlarmRecord.checkARNs(okActions, alarmActions, insufficientDataActions)
        if actionsSuppressor != nil {
            throw .validationError("Suppression of actions is not offered by this engine.")
        }
        guard let rule = AlarmRule(alarmRule) else {
            throw .validationError("Error in AlarmRule: the rule cannot be read.")
        }
        let children = rule.names
        guard children.count <= Limits.alarmRuleChildrenMax else {
            throw .validationError(
                "Error in AlarmRule: more than \(Limits.alarmRuleChildrenMax) alarms."
            )
        }
        if let unknown = children.sorted().first(where: { model.alarms.alarms[$0] == nil }) {
            throw .validationError(
                "Could not save the composite alarm as alarms [\(unknown)] in the alarm rule "
                    + "do not exist"
            )
        }
        guard !reaches(alarmName, from: children, in: model) else {
            throw .validationError(
                "Could not save the composite alarm: its rule would depend on itself"
            )
        }
        try model.put(
            alarmName,
            .composite(self),
            actionsEnabled: actionsEnabled ?? true,
            tags: tags ?? [],
            at: call.now
        )
        model.evaluateComposite(alarmName, because: nil, at: call.now)
        return Output()
    }

    private func reaches(_ name: String, from names: Set<String>, in model: LambdaModel) -> Bool {
        var (seen, open) = (names, Array(names))
        while let next = open.popLast() {
            if next == name { return true }
            for child in model.alarms.alarms[next]?.rule?.names ?? []
            where seen.insert(child).inserted {
                open.append(child)
            }
        }
        return false
    }
}
