// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

extension LambdaPlatform {
    /// Reads the states of the alarms that guard the rollout; one that does not exist is `missing`.
    func readAlarms(for rollout: Rollout) async throws(AWSFailure) -> [AlarmState] {
        try await Self.alarms(rollout.plan.guards.alarms.map(\.name), from: aws)
    }

    /// The states of these alarms, in their order.
    static func alarms(
        _ names: [String],
        from aws: any AWSTransport
    ) async throws(AWSFailure) -> [AlarmState] {
        guard !names.isEmpty else { return [] }
        var found: [String: AlarmState] = [:]
        var request = DescribeAlarms(
            alarmNames: names,
            alarmTypes: ["MetricAlarm", "CompositeAlarm"]
        )
        for _ in 0..<Limits.pagesMax {
            let page = try await aws.send(request)
            for alarm in page.metricAlarms {
                guard let name = alarm.alarmName else { continue }
                found[name] = AlarmState(
                    name: name,
                    value: alarm.stateValue.flatMap { .init(rawValue: $0) } ?? .insufficientData,
                    reason: alarm.stateReason ?? "",
                    since: alarm.stateUpdatedTimestamp?.time
                )
            }
            for alarm in page.compositeAlarms {
                guard let name = alarm.alarmName else { continue }
                found[name] = AlarmState(
                    name: name,
                    value: alarm.stateValue.flatMap { .init(rawValue: $0) } ?? .insufficientData,
                    reason: alarm.stateReason ?? "",
                    since: alarm.stateUpdatedTimestamp?.time
                )
            }
            guard let token = page.nextToken, !token.isEmpty else { break }
            request.nextToken = token
        }
        return names.map { found[$0] ?? AlarmState(name: $0, value: .missing) }
    }
}
