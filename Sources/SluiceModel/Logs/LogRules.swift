// SPDX-License-Identifier: Apache-2.0
public import SluiceBase
public import SluiceWire

/// What CloudWatch Logs checks, and the words it refuses with.
public enum LogRules {
    /// The numbers of days that events may be kept.
    private static let days = [
        1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
        3288, 3653,
    ]

    /// Refuses what cannot be the name of a group.
    public static func check(group name: String) throws(AWSFailure) {
        let isName = name.isWord(allowing: ".-_/#")
        try check(name, "logGroupName", isName, #"[\.\-_/#A-Za-z0-9]+"#)
    }

    /// Refuses what cannot be the name of a stream, or of a filter.
    public static func check(
        stream name: String,
        member: String = "logStreamName"
    ) throws(AWSFailure) {
        let isName = !name.utf8.contains { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "*") }
        try check(name, member, isName, "[^:*]*")
    }

    /// Refuses what cannot be the beginning of a filter's name.
    public static func check(prefix: String?) throws(AWSFailure) {
        if let prefix { try check(stream: prefix, member: "filterNamePrefix") }
    }

    /// Refuses what cannot be the beginning, or a part, of a group's name.
    public static func check(part: String?, of member: String) throws(AWSFailure) {
        guard let part, !(part.isEmpty && member == "logGroupNamePattern") else { return }
        let isPart = part.isWord(allowing: ".-_/#")
        try check(part, member, isPart, #"[\.\-_/#A-Za-z0-9]+"#)
    }

    /// Refuses what cannot be the ARN of something that is tagged.
    public static func check(resource arn: String) throws(AWSFailure) {
        var faults = Constraints()
        if arn.isEmpty {
            faults.fault(
                "",
                at: "resourceArn",
                "Member must have length greater than or equal to 1"
            )
        }
        faults.check(arn, at: "resourceArn", lengthMax: 1011)
        faults.check(arn, at: "resourceArn", pattern: #"[\w+=/:,.@-]*"#) {
            $0.isEmpty || $0.isWord(allowing: "_+=/:,.@-")
        }
        try faults.enforce(as: "InvalidParameterException")
    }

    /// Refuses a number of items that cannot be asked for.
    public static func check(limit: Int?, most: Int) throws(AWSFailure) {
        var faults = Constraints()
        faults.check(limit, at: "limit", in: 1...most)
        try faults.enforce(as: "InvalidParameterException")
    }

    private static func check(
        _ name: String,
        _ member: String,
        _ isName: Bool,
        _ pattern: String
    ) throws(AWSFailure) {
        var faults = Constraints()
        if name.isEmpty {
            faults.fault("", at: member, "Member must have length greater than or equal to 1")
        }
        faults.check(name, at: member, lengthMax: Limits.logNameMax)
        if !isName, !name.isEmpty {
            faults.fault(
                name,
                at: member,
                "Member must satisfy regular expression pattern: \(pattern)"
            )
        }
        try faults.enforce(as: "InvalidParameterException")
    }

    /// Refuses a class of groups that there is none of.
    public static func check(class name: String?) throws(AWSFailure) {
        var faults = Constraints()
        faults.check(
            name,
            at: "logGroupClass",
            oneOf: ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"]
        )
        try faults.enforce(as: "InvalidParameterException")
    }

    /// Refuses an order that streams are not listed in.
    public static func check(order name: String?) throws(AWSFailure) {
        var faults = Constraints()
        faults.check(name, at: "orderBy", oneOf: ["LogStreamName", "LastEventTime"])
        try faults.enforce(as: "InvalidParameterException")
    }

    /// Refuses a number of days that AWS does not offer.
    public static func check(retention: Int) throws(AWSFailure) {
        var faults = Constraints()
        faults.check("\(retention)", at: "retentionInDays", oneOf: days.map(String.init))
        try faults.enforce(as: "InvalidParameterException")
    }

    /// Refuses more tags than a group may carry.
    public static func check(tags: [String: String]) throws(AWSFailure) {
        var faults = Constraints()
        let shown =
            "{" + tags.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: ", ")
            + "}"
        if tags.keys.contains(where: { !(1...128).contains($0.utf8.count) }) {
            faults.fault(
                shown,
                at: "tags",
                "Map keys must satisfy constraint: [Member must have length less than or equal to "
                    + "128, Member must have length greater than or equal to 1, Member must satisfy "
                    + #"regular expression pattern: ^([\p{L}\p{Z}\p{N}_.:/=+\-@]+)$]"#
            )
        }
        if tags.values.contains(where: { $0.utf8.count > 256 }) {
            faults.fault(
                shown,
                at: "tags",
                "Map value must satisfy constraint: [Member must have length less than or equal to "
                    + "256, Member must have length greater than or equal to 0, Member must satisfy "
                    + #"regular expression pattern: ^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$]"#
            )
        }
        try faults.enforce(as: "InvalidParameterException")
        guard tags.count <= Limits.tagsMax else {
            throw AWSFailure(
                code: "TooManyTagsException",
                message: "The group would have more than \(Limits.tagsMax) tags.",
                status: 400
            )
        }
    }

    /// The name in a group's ARN, or the name itself.
    public static func group(identifier: String) -> String {
        guard identifier.hasPrefix("arn:") else { return identifier }
        let parts = identifier.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count > 6 ? String(parts[6]) : identifier
    }

    /// The events of a request that are taken, and which are not.
    ///
    /// - Parameters:
    ///   - events: those of the request.
    ///   - retention: days that the group keeps events, if it does not keep them for ever.
    ///   - now: when they arrived.
    /// - Returns: what is taken, in its order.
    /// - Throws: 400 for a request that is refused as a whole.
    public static func accepted(
        _ events: [InputLogEvent],
        retention: Int?,
        at now: Timestamp
    ) throws(AWSFailure) -> (events: ArraySlice<InputLogEvent>, rejected: RejectedLogEventsInfo?) {
        try check(batch: events)
        let old = now.second - Limits.metricPastMax
        let expired = retention.map { now.second - Int64($0) * 86_400 } ?? .min
        let new = now.second + Limits.metricFutureMax
        let tooOld = events.prefix { $0.timestamp.second < old }.count
        let gone = events.prefix { $0.timestamp.second < expired }.count
        let end = events.firstIndex { $0.timestamp.second > new } ?? events.count
        let start = min(max(tooOld, gone), end)
        guard start > 0 || end < events.count else { return (events[...], nil) }
        let rejected = RejectedLogEventsInfo(
            tooNewLogEventStartIndex: end < events.count ? end : nil,
            tooOldLogEventEndIndex: tooOld > 0 ? tooOld : nil,
            expiredLogEventEndIndex: gone > 0 ? gone : nil
        )
        return (events[start..<end], rejected)
    }

    private static func check(batch events: [InputLogEvent]) throws(AWSFailure) {
        var faults = Constraints()
        if events.isEmpty || events.count > Limits.logBatchMax {
            let (word, bound) =
                events.isEmpty ? ("greater", 1) : ("less", Limits.logBatchMax)
            faults.fault(
                "[]",
                at: "logEvents",
                "Member must have length \(word) than or equal to \(bound)"
            )
        }
        if let empty = events.firstIndex(where: { $0.message.isEmpty }) {
            faults.fault(
                "",
                at: "logEvents.\(empty + 1).member.message",
                "Member must have length greater than or equal to 1"
            )
        }
        try faults.enforce(as: "InvalidParameterException")
        let bytes = events.reduce(0) { $0 + $1.message.utf8.count + Limits.logEventOverheadBytes }
        guard bytes <= Limits.logBatchBytesMax else {
            throw refused(
                "Upload too large: \(bytes) bytes exceeds limit of \(Limits.logBatchBytesMax)"
            )
        }
        for (one, next) in zip(events, events.dropFirst()) where next.timestamp < one.timestamp {
            throw refused(
                "Log events in a single PutLogEvents request must be in chronological order."
            )
        }
        if let first = events.first, let last = events.last,
            last.timestamp.second - first.timestamp.second > 86_400
        {
            throw refused(
                "The batch of log events in a single PutLogEvents request cannot span more than "
                    + "24 hours."
            )
        }
    }

    private static func refused(_ message: String) -> AWSFailure {
        AWSFailure(code: "InvalidParameterException", message: message, status: 400)
    }
}
