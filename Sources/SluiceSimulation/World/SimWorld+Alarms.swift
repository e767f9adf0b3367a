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

    /// The alarm that guards rollouts in worlds where alarms flap.
    static let guarding = "orders-errors"

    /// Arranges for the guarding alarm to change its state again and again, and to be OK at last.
    func arrangeFlapping(_ window: FaultPlan.Window) {
        let span = window.from.duration(to: window.to).inSeconds
        var changes = (0..<Limits.flaps).map { time in
            let draw = faults.draw(.alarmFlapping, 20 + time)
            let value: SluiceCore.AlarmState.Value =
                draw < 0.4 ? .ok : draw < 0.7 ? .insufficientData : .alarm
            let offset = faults.draw(.alarmFlapping, 10 + time) * span
            return (value, window.from.advanced(by: .milliseconds(Int64(offset * 1000))))
        }
        changes.append((.ok, window.to))
        for (value, at) in changes {
            let operation = Self.setting(Self.guarding, value)
            arrange(at: at) { state in
                let before = state.model
                // Where no alarm guards, there is none that could flap.
                guard (try? state.model.perform(operation, at: at, chance: &state.chance)) != nil
                else {
                    state.model = before
                    return
                }
                state.fired[.alarmFlapping, default: 0] += 1
            }
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
