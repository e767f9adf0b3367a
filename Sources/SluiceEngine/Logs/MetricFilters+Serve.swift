// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire

extension TestMetricFilter: ServedOperation {}

/// An operation on a group's filters; whether there is such a group the model cannot know.
protocol GroupFilterOperation: ServedOperation, ModelOperation {
    var logGroupName: String { get }
}

extension GroupFilterOperation {
    /// Performs it on a group that is there; what changed is on the disk on return.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try await aws.require(group: logGroupName)
        return try await aws.perform(self)
    }
}

extension PutMetricFilter: GroupFilterOperation {}
extension DeleteMetricFilter: GroupFilterOperation {}
extension PutSubscriptionFilter: GroupFilterOperation {}
extension DeleteSubscriptionFilter: GroupFilterOperation {}

extension DescribeMetricFilters: ServedOperation {
    /// Lists filters by group and name.
    func serve(in aws: LocalAWS, _ context: ServeContext) async throws(AWSFailure) -> Output {
        try LogRules.check(prefix: filterNamePrefix)
        if (metricName == nil) != (metricNamespace == nil) {
            throw .badLogs("metricName and metricNamespace must be given together.")
        }
        if let logGroupName { try await aws.require(group: logGroupName) }
        let all = await aws.model.metricFilters.values.flatMap(\.values).filter(isWanted)
            .sorted { $0.key < $1.key }
        let page = try LogPage(all, token: nextToken, limit: limit)
        return Output(
            metricFilters: page.items.map { filter in
                MetricFilter(
                    filterName: filter.name,
                    filterPattern: filter.pattern,
                    metricTransformations: [filter.transformation],
                    creationTime: filter.createdAt,
                    logGroupName: filter.group
                )
            },
            nextToken: page.nextToken
        )
    }

    private func isWanted(_ filter: MetricFilterRecord) -> Bool {
        guard filter.group == logGroupName ?? filter.group,
            filter.name.hasPrefix(filterNamePrefix ?? "")
        else { return false }
        let made = filter.transformation
        return made.metricName == metricName ?? made.metricName
            && made.metricNamespace == metricNamespace ?? made.metricNamespace
    }
}

extension LocalAWS {
    /// Refuses a group that is not there, what functions have written until now included.
    nonisolated func require(group name: String) async throws(AWSFailure) {
        _ = try await streams(of: name)
    }

    /// Deletes the filters of a group that is gone; that is durable on return.
    func removeFilters(of group: String) async throws(AWSFailure) {
        guard model.metricFilters[group] != nil || model.subscriptionFilters[group] != nil else {
            return
        }
        var next = model
        next.removeFilters(of: group)
        if try take(&next) { await follow() }
    }
}
