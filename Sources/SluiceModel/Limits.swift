// SPDX-License-Identifier: Apache-2.0

/// What bounds Lambda's account, and this model of it.
enum Limits {
    /// Items that `ListFunctions` and `ListVersionsByFunction` answer with, whatever is asked.
    static let pageItemsMax = 50
    /// Items that `ListAliases` may be asked for.
    static let aliasPageItemsMax = 10_000
    /// Tags that a function may carry.
    static let tagsMax = 50
    /// Layers that a function may use.
    static let layersMax = 5
    /// Bytes of all environment variables, measured as JSON.
    static let environmentBytesMax = 4_096
    /// Calls that may run at once in the account.
    static let concurrencyMax = 1_000
    /// Calls that reserved concurrency must leave to the rest of the account.
    static let unreservedConcurrencyMin = 100
    /// Bytes of all packages in the account, each version counted.
    static let codeStorageBytesMax = 80_530_636_800
    /// Bytes of a package, unpacked.
    static let unzippedBytesMax = 262_144_000
    /// Bytes of a package that is sent inline.
    static let zippedBytesMax = 52_428_800
    /// Seconds for which metrics are kept by the second: three hours, as AWS has it.
    static let metricSecondsKept: Int64 = 3 * 3600
    /// Seconds for which metrics are kept by the minute: fifteen days, as AWS has it.
    static let metricMinutesKept: Int64 = 15 * 86_400
    /// Metrics that there may be; measurements of further ones are refused.
    static let metricSeriesMax = 100_000
    /// Seconds and minutes of all metrics together; of more the oldest quarter is forgotten.
    static let metricPointsMax = 2_000_000
    /// Different values of one stored second before they are made coarser.
    static let distributionPointsMax = 128
    /// Data points that one answer of `GetMetricData` holds.
    static let metricDatapointsMax = 100_800
    /// Metrics that one answer of `ListMetrics` holds.
    static let metricPageItemsMax = 500
    /// Bytes of an object's key.
    static let objectKeyBytesMax = 1_024
    /// Bytes of what the owner of an object writes to it.
    static let objectMetadataBytesMax = 2_048
    /// Tags that an object may carry.
    static let objectTagsMax = 10
    /// Parts that an upload may have.
    static let partNumberMax = 10_000
    /// Bytes of each part but the last.
    static let partBytesMin = 5_242_880
    /// Keys and prefixes that one answer of S3 lists.
    static let objectPageMax = 1_000
    /// Measurements that one `PutMetricData` brings.
    static let metricDataMax = 1_000
    /// Values of one measurement.
    static let metricValuesMax = 150
    /// Dimensions of a metric.
    static let metricDimensionsMax = 30
    /// Series that one `GetMetricData` asks for.
    static let metricQueriesMax = 500
    /// Data points that one answer of `GetMetricStatistics` holds.
    static let metricStatisticsMax = 1_440
    /// Seconds that a measurement may lie in the past: two weeks.
    static let metricPastMax: Int64 = 14 * 86_400
    /// Seconds that a measurement may lie in the future: two hours.
    static let metricFutureMax: Int64 = 2 * 3600
    /// Bytes of an expression of metric math.
    static let mathBytesMax = 2_048
    /// Buckets on a page, as in S3.
    static let bucketPageMax = 10_000
    /// Regular expressions in a filter pattern, as in AWS.
    static let filterExpressionsMax = 2
    /// Places of a regular expression, repeated ones counted each.
    static let filterNodesMax = 1_000
    /// Metric filters of a log group, as in AWS.
    static let metricFiltersMax = 100
    /// Subscription filters of a log group, as in AWS.
    static let subscriptionFiltersMax = 2
    /// Events that a pattern can be tried on at once, as in AWS.
    static let testedEventsMax = 50
    /// How deep brackets may stand inside each other in expressions and rules.
    static let mathDepthMax = 64
    /// Periods that an expression is computed over.
    static let mathPeriodsMax = 100_800
    /// Alarms of an account.
    static let alarmsMax = 5_000
    /// Items of the history of all alarms; the oldest go first.
    static let alarmHistoryMax = 5_000
    /// Alarms or items of their history in one answer.
    static let alarmPageItemsMax = 100
    /// Alarms that may be deleted, enabled or disabled at once.
    static let alarmNamesMax = 100
    /// Actions of an alarm for one state.
    static let alarmActionsMax = 5
    /// Bytes of a composite alarm's rule.
    static let alarmRuleBytesMax = 10_240
    /// Alarms that a composite alarm's rule names.
    static let alarmRuleChildrenMax = 100
    /// Directives of one log event with embedded metrics.
    static let embeddedDirectivesMax = 100
    /// Metrics of one directive of embedded metrics.
    static let embeddedMetricsMax = 100
    /// Values of one embedded metric.
    static let embeddedValuesMax = 100
    /// Characters of a group's or a stream's name.
    static let logNameMax = 512
    /// Events of one `PutLogEvents`.
    static let logBatchMax = 10_000
    /// Bytes of one `PutLogEvents`, with so many more for each event.
    static let logBatchBytesMax = 1_048_576
    /// What each event counts beside its text.
    static let logEventOverheadBytes = 26
    /// Bytes of a filter pattern.
    static let filterBytesMax = 1_024
    /// How deep brackets may stand inside each other in a filter pattern, and members in its paths.
    static let filterDepthMax = 32
    /// Topics of an account.
    static let topicsMax = 10_000
    /// Subscriptions of an account.
    static let subscriptionsMax = 10_000
    /// Topics or subscriptions in one answer.
    static let topicPageItemsMax = 100
    /// Bytes of a message to a topic, what is sent beside it included.
    static let topicMessageBytesMax = 262_144
    /// Characters of a message's subject.
    static let topicSubjectMax = 100
    /// Bytes of what is set for a topic or a subscription, each.
    static let topicAttributeBytesMax = 30_720
    /// Bytes of a subscriber's address.
    static let topicEndpointBytesMax = 2_048
    /// Characters of a role's name.
    static let roleNameMax = 64
    /// Characters of a policy's name.
    static let policyNameMax = 128
    /// Characters of the path of a role or a policy.
    static let iamPathMax = 512
    /// Characters of what a role or a policy is for.
    static let iamDescriptionMax = 1_000
    /// Characters of a policy's ARN.
    static let policyARNMax = 2_048
    /// Bytes of the policy that says who may take a role on.
    static let trustPolicyBytesMax = 2_048
    /// Bytes of all policies in a role.
    static let inlinePolicyBytesMax = 10_240
    /// Bytes of a policy of its own.
    static let policyBytesMax = 6_144
    /// Versions of a policy.
    static let policyVersionsMax = 5
    /// Policies that are attached to a role.
    static let rolePoliciesMax = 10
    /// Roles of an account.
    static let rolesMax = 1_000
    /// Policies of an account.
    static let policiesMax = 1_500
    /// Items of one answer of IAM, when nothing is said.
    static let iamPageItemsMax = 100
    /// Seconds that a role may let its sessions last; the first where nothing is said.
    static let roleSession = 3_600...43_200
    /// Seconds that may be asked for when a role is taken on.
    static let assumedSession = 900...43_200
    /// Seconds that a caller may ask for its own session.
    static let ownSession = 900...129_600
    /// Sessions that are remembered.
    static let sessionsMax = 10_000
    /// Seconds that a session is remembered after its end, to say that it is over.
    static let sessionRemembered: Int64 = 3_600
    /// Metrics that one alarm reads.
    static let alarmMetricsMax = 10
    /// Queues of all accounts and regions.
    static let queuesMax = 1_000
    /// Messages in one queue.
    static let queueMessagesMax = 10_000
    /// Messages that FIFO queues take no second time, of all queues.
    static let sentMessagesMax = 100_000
    /// Stacks that are told of in one account and region.
    static let stacksMax = 1_000
    /// Resources of one of them.
    static let stackResourcesMax = 500
}
