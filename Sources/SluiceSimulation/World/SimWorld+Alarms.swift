// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceCore
import SluiceDeploy
import SluiceModel
import SluiceWire

extension SimWorld {
    /// Makes an alarm that stays in the state that it is set to: its metric has no data, and missing
    /// data keeps the state.
    ///
    /// - Parameters:
    ///   - name: The alarm's name, as guards name it.
    ///   - value: Its state.
    /// - Throws: What CloudWatch refuses.
    public func putAlarm(_ name: String, _ value: SluiceCore.AlarmState.Value = .ok) throws {
        _ = try perform(
            PutMetricAlarm(
                alarmName: name,
                metricName: "Nothing",
                namespace: "Simulation",
                statistic: "Sum",
                period: 60,
                evaluationPeriods: 1,
                threshold: 1,
                comparisonOperator: "GreaterThanOrEqualToThreshold",
                treatMissingData: "ignore"
            ),
            at: now
        )
        _ = try perform(Self.setting(name, value), at: now)
    }

    /// Arranges for an alarm to change its state at this time.
    public func setAlarm(_ name: String, _ value: SluiceCore.AlarmState.Value, at: Timestamp) {
        let operation = Self.setting(name, value)
        arrange(at: at) { state in
            // An alarm that nobody made has no state that could be set.
            _ = try? state.model.perform(operation, at: at, chance: &state.chance)
        }
    }

    /// The alarms that are to guard a rollout, as a survey reads them.
    func alarmStates(_ names: [String]) throws -> [SluiceCore.AlarmState] {
        guard !names.isEmpty else { return [] }
        let answer = try perform(DescribeAlarms(alarmNames: names), at: now)
        return names.map { name in
            guard let alarm = answer.metricAlarms.first(where: { $0.alarmName == name }) else {
                return SluiceCore.AlarmState(name: name, value: .missing)
            }
            let value = alarm.stateValue.flatMap { SluiceCore.AlarmState.Value(rawValue: $0) }
            return SluiceCore.AlarmState(name: name, value: value ?? .insufficientData)
        }
    }

    private static func setting(_ name: String, _ value: SluiceCore.AlarmState.Value)
        -> SetAlarmState
    {
        SetAlarmState(
            alarmName: name,
            stateValue: value.rawValue,
            stateReason: "set by the simulation"
        )
    }
}
