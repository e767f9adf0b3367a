// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire

/// One page of groups or streams; a token is the number of items before it.
struct LogPage<Item> {
    var items: [Item]
    var nextToken: String?

    init(_ list: [Item], token: String?, limit: Int?) throws(AWSFailure) {
        try LogRules.check(limit: limit, most: Limits.logPageItemsMax)
        var start = 0
        if let token {
            guard let offset = Int(token), offset >= 0 else { throw .badLogToken }
            start = offset
        }
        items = Array(list.dropFirst(start).prefix(limit ?? Limits.logPageItemsMax))
        let end = start + items.count
        nextToken = end < list.count ? "\(end)" : nil
    }
}

/// The group that a request names, in one of two ways.
func required(_ name: String?, or identifier: String?) throws(AWSFailure) -> String {
    if name != nil, identifier != nil {
        throw .badLogs(
            "LogGroup name and LogGroup ARN are mutually exclusive parameters."
        )
    }
    if let name { return name }
    if let identifier { return LogRules.group(identifier: identifier) }
    throw .badLogs(
        "1 validation error detected: Value null at 'logGroupName' failed to satisfy constraint: "
            + "Member must not be null"
    )
}

/// How many events an answer holds; fewer than one cannot be asked for.
func eventLimit(_ asked: Int?) throws(AWSFailure) -> Int {
    try LogRules.check(limit: asked, most: Limits.logPageEventsMax)
    return asked ?? Limits.logPageEventsMax
}

extension AWSFailure {
    static let badLogToken = badLogs("The specified nextToken is invalid.")

    static func badLogs(_ message: String) -> AWSFailure {
        AWSFailure(code: "InvalidParameterException", message: message, status: 400)
    }

    static func logsNotFound(_ message: String) -> AWSFailure {
        AWSFailure(code: "ResourceNotFoundException", message: message, status: 400)
    }
}

extension LocalAWS {
    /// Reads logs, all that was written until now included.
    nonisolated func logs<Answer: Sendable>(
        _ read: (TelemetryStore) async throws -> Answer
    ) async throws(AWSFailure) -> Answer {
        await drain()
        do {
            return try await read(telemetry)
        } catch {
            throw AWSFailure(
                code: "ServiceUnavailableException",
                message: "The logs cannot be read: \(error)",
                status: 500
            )
        }
    }

    /// The streams of a group that exists.
    nonisolated func streams(
        of group: String
    ) async throws(AWSFailure) -> [TelemetryStore.LogPlace] {
        try LogRules.check(group: group)
        let streams = try await logs { try await $0.logStreams(of: group) }
        guard let streams else { throw .logsNotFound("The specified log group does not exist.") }
        return streams
    }

    /// The ARN of a group.
    nonisolated func logARN(_ group: String) -> String {
        "arn:aws:logs:\(region):\(account):log-group:\(group)"
    }
}
