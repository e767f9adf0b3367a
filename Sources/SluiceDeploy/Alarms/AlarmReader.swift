// SPDX-License-Identifier: Apache-2.0
public import SluiceCore
public import SluiceWire

/// Reads alarms with their definitions: those that are named, or those that watch a function.
public struct AlarmReader: Sendable {
    let aws: any AWSTransport

    /// Makes a reader over a transport.
    public init(aws: any AWSTransport) { self.aws = aws }

    /// One alarm: its definition, its state, and what CloudWatch said.
    public struct Found: Hashable, Sendable {
        /// What it looks at.
        public var definition: AlarmDefinition
        /// Its state.
        public var state: AlarmState
        /// The whole answer, where it is an alarm on metrics.
        public var metricAlarm: MetricAlarm?
    }

    /// The alarms of these names, as far as they exist.
    public func alarms(named names: [String]) async throws(AWSFailure) -> [Found] {
        guard !names.isEmpty else { return [] }
        return try await read(DescribeAlarms(alarmNames: names, alarmTypes: Self.types))
    }

    /// The alarms on metrics that watch a function, or all functions.
    public func alarms(watching function: String) async throws(AWSFailure) -> [Found] {
        try await read(DescribeAlarms(alarmTypes: ["MetricAlarm"])).filter { found in
            found.definition.metrics.contains { metric in
                guard metric.namespace == "AWS/Lambda" else { return false }
                let watched = metric.dimensions["FunctionName"]
                return watched == function || watched == nil && metric.dimensions["Resource"] == nil
            }
        }
    }

    private static let types = ["MetricAlarm", "CompositeAlarm"]

    private func read(_ first: DescribeAlarms) async throws(AWSFailure) -> [Found] {
        var request = first
        var found: [Found] = []
        for _ in 0..<Limits.pagesMax {
            let page = try await aws.send(request)
            for alarm in page.metricAlarms {
                guard let definition = AlarmDefinition(alarm) else { continue }
                let state = AlarmState(
                    name: definition.name,
                    value: alarm.stateValue.flatMap { .init(rawValue: $0) } ?? .insufficientData,
                    reason: alarm.stateReason ?? "",
                    since: alarm.stateUpdatedTimestamp?.time
                )
                found.append(Found(definition: definition, state: state, metricAlarm: alarm))
            }
            for alarm in page.compositeAlarms {
                guard let name = alarm.alarmName else { continue }
                let definition = AlarmDefinition(
                    name: name,
                    source: .alarms(rule: alarm.alarmRule ?? ""),
                    threshold: 0
                )
                let state = AlarmState(
                    name: name,
                    value: alarm.stateValue.flatMap { .init(rawValue: $0) } ?? .insufficientData,
                    reason: alarm.stateReason ?? "",
                    since: alarm.stateUpdatedTimestamp?.time
                )
                found.append(Found(definition: definition, state: state, metricAlarm: nil))
            }
            guard let token = page.nextToken, !token.isEmpty else { break }
            request.nextToken = token
        }
        return found
    }
}
