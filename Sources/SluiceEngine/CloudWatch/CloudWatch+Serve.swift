// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire

extension GetMetricData: ServedOperation {
    /// Counts what has ended until now, then answers.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        await aws.drain()
        return try await aws.perform(self)
    }
}

extension GetMetricStatistics: ServedOperation {
    /// Counts what has ended until now, then answers.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        await aws.drain()
        return try await aws.perform(self)
    }
}

extension ListMetrics: ServedOperation {
    /// Counts what has ended until now, then answers.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        await aws.drain()
        return try await aws.perform(self)
    }
}

extension PutMetricData: ServedOperation {
    /// Changes the metrics where they are: a copy of all of them would cost more than the request.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try await aws.record(self)
        return Output()
    }
}

extension DeleteAlarms: ServedOperation {}
extension DescribeAlarmHistory: ServedOperation {}
extension DescribeAlarms: ServedOperation {}
extension DescribeAlarmsForMetric: ServedOperation {}
extension DisableAlarmActions: ServedOperation {}
extension EnableAlarmActions: ServedOperation {}
extension PutCompositeAlarm: ServedOperation {}
extension PutMetricAlarm: ServedOperation {}
extension SetAlarmState: ServedOperation {}
extension CloudWatch.ListTagsForResource: ServedOperation {}
extension CloudWatch.TagResource: ServedOperation {}
extension CloudWatch.UntagResource: ServedOperation {}
