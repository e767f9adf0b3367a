// SPDX-License-Identifier: Apache-2.0

/// One thing that a call changed: what a store persists, and what brings a model back.
public enum Change: Codable, Hashable, Sendable {
    /// A function is there, with its `$LATEST`.
    case created(FunctionHead, latest: VersionRecord)
    /// What belongs to a function as a whole is other than before.
    case function(FunctionHead)
    /// A function is gone, with all that belongs to it.
    case functionRemoved(String)
    /// A version is there or is other than before.
    case version(function: String, VersionRecord)
    /// A published version is gone.
    case versionRemoved(function: String, version: String)
    /// An alias is there or is other than before.
    case alias(function: String, AliasRecord)
    /// An alias is gone.
    case aliasRemoved(function: String, name: String)
    /// A layer is there or is other than before.
    case layer(LayerRecord)
    /// Signing rules are there or are other than before.
    case codeSigning(CodeSigningRecord)
    /// Signing rules are gone.
    case codeSigningRemoved(String)
    /// A mapping is there or is other than before.
    case mapping(MappingRecord)
    /// A mapping is gone.
    case mappingRemoved(String)
    /// An alarm is there or is other than before.
    case alarm(AlarmRecord)
    /// An alarm is gone; its history stays.
    case alarmRemoved(String)
    /// Something happened to an alarm.
    case alarmHistory(AlarmEvent)
    /// A topic is there or is other than before.
    case topic(TopicRecord)
    /// A topic is gone, with its subscriptions.
    case topicRemoved(String)
    /// A stack is there or is other than before.
    case stack(StackRecord)
    /// A stack is gone.
    case stackRemoved(String)
    /// A metric filter is there or is other than before.
    case metricFilter(MetricFilterRecord)
    /// A metric filter is gone.
    case metricFilterRemoved(group: String, name: String)
    /// A subscription filter is there or is other than before.
    case subscriptionFilter(SubscriptionFilterRecord)
    /// A subscription filter is gone.
    case subscriptionFilterRemoved(group: String, name: String)
    /// A subscription is there or is other than before.
    case subscription(SubscriptionRecord)
    /// A subscription is gone.
    case subscriptionRemoved(String)
}
