// SPDX-License-Identifier: Apache-2.0
import SluiceModel
import SluiceWire

/// One page of groups or streams; a token is the number of items before it.
struct LogPage<Item> {
    var items: [Item]
    var nextToken: String?

    init(_ list: [Item], token: String?, limit: Int?) throws(AWSFailure) {
        var start = 0
        if let token {
            guard let offset = Int(token), offset >= 0 else { throw .badLogToken }
            start = offset
        }
        let size = min(max(limit ?? Limits.logPageItemsMax, 1), Limits.logPageItemsMax)
        items = Array(list.dropFirst(start).prefix(size))
        let end = start + items.count
        nextToken = end < list.count ? "\(end)" : nil
    }
}

/// The group that a request names, in one of two ways.
func required(_ name: String?, or identifier: String?) throws(AWSFailure) -> String {
    if let name, !name.isEmpty { return name }
    if let identifier, !identifier.isEmpty { return LogRules.group(identifier: identifier) }
    throw .badLogs(
        "1 validation error detected: Value null at 'logGroupName' failed to satisfy constraint: "
            + "Member must not be null"
    )
}

/// How many events an answer holds; fewer than one cannot be asked for.
func eventLimit(_ asked: Int?) throws(AWSFailure) -> Int {
    guard let asked else { return Limits.logPageEventsMax }
    guard asked > 0 else {
        throw .badLogs(
            "1 validation error detected: Value '\(asked)' at 'limit' failed to satisfy "
                + "constraint: Member must have value greater than or equal to 1"
        )
    }
    return min(asked, Limits.logPageEventsMax)
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
        let streams = try await logs { try await $0.logStreams(of: group) }
        guard let streams else { throw .logsNotFound("The specified log group does not exist.") }
        return streams
    }

    /// The ARN of a group.
    nonisolated func logARN(_ group: String) -> String {
        "arn:aws:logs:\(region):\(account):log-group:\(group)"
    }
}
