// SPDX-License-Identifier: Apache-2.0
internal import FoundationEssentials
import SluiceBase
import SluiceCore
import SluiceWire

/// One record of a function's log: whose it is, and which call wrote it where it says so.
struct LogRecord: Sendable {
    /// The event's, which tells it from all others.
    var id: String
    /// The stream, which one environment of one version writes.
    var stream: String
    /// The version, by the stream's name.
    var version: Version
    /// When it was written.
    var at: Timestamp
    /// What it says.
    var text: String
    /// The same as JSON, where it is an object.
    var object: [String: PropertyValue]?

    /// Reads an event; `nil` where its stream is none of this function's versions.
    init?(_ event: FilteredLogEvent, of function: String) {
        guard let stream = event.logStreamName, let at = event.timestamp,
            let version = Self.version(in: stream, of: function)
        else { return nil }
        self.init(
            id: event.eventId,
            stream: stream,
            version: version,
            at: at,
            text: event.message ?? ""
        )
    }

    /// Reads one line of a log whose place is known, or does not matter.
    init(
        id: String? = nil,
        stream: String = "",
        version: Version = .latest,
        at: Timestamp = Timestamp(millisecondsSince1970: 0),
        text: String
    ) {
        self.id = id ?? "\(stream)@\(at.millisecondsSince1970) \(text)"
        self.stream = stream
        self.version = version
        self.at = at
        self.text = text
        if text.utf8.first(where: { $0 != 0x20 }) == UInt8(ascii: "{"),
            // A line that only looks like JSON is a text.
            case .map(let map)? = try? JSONDecoder()
                .decode(PropertyValue.self, from: Data(text.utf8))
        {
            object = map
        }
    }

    /// The version that a stream's name tells: `2026/01/01/[42]0f3a…`, or in a group that functions
    /// share `2026/01/01/orders[42]0f3a…`.
    static func version(in stream: String, of function: String) -> Version? {
        guard let name = stream.split(separator: "/").last,
            let open = name.firstIndex(of: "["), let close = name.firstIndex(of: "]"), open < close
        else { return nil }
        let owner = name[..<open]
        guard owner.isEmpty || owner == function else { return nil }
        return Version(String(name[name.index(after: open)..<close]))
    }

    /// The call that begins here: a START line or its JSON record.
    var started: String? {
        if type == "platform.start" { return inner("requestId") }
        guard text.hasPrefix("START RequestId: ") else { return nil }
        return word(after: "START RequestId: ")
    }

    /// The call that ended here: a REPORT line or its JSON record.
    var report: CallReport? {
        if type == "platform.report", let request = inner("requestId") {
            var milliseconds: Double?
            if case .map(let record)? = object?["record"], case .map(let map)? = record["metrics"] {
                milliseconds = map["durationMs"].flatMap(Self.number)
            }
            return CallReport(
                request: request,
                milliseconds: milliseconds,
                hasFailed: inner("status").map { $0 != "success" } ?? false
            )
        }
        guard text.hasPrefix("REPORT RequestId: "),
            let request = word(after: "REPORT RequestId: ")
        else { return nil }
        return CallReport(
            request: request,
            milliseconds: word(after: "\tDuration: ").flatMap { Double($0) },
            hasFailed: word(after: "Status: ").map { $0 != "success" } ?? false
        )
    }

    /// The call that wrote this record, where the record itself says so.
    var request: String? {
        if let object {
            for key in Self.requestKeys {
                if case .string(let id)? = object[key] { return id }
            }
            return inner("requestId")
        }
        return ErrorReader.named(in: text)
    }

    /// The names under which loggers of the runtimes write the request id.
    private static let requestKeys = [
        "requestId", "AWSRequestId", "awsRequestId", "aws_request_id", "function_request_id",
    ]

    private var type: String? {
        if case .string(let type)? = object?["type"] { type } else { nil }
    }

    /// A text in the `record` of a platform's own record.
    private func inner(_ key: String) -> String? {
        guard case .map(let record)? = object?["record"], case .string(let text)? = record[key]
        else { return nil }
        return text
    }

    private func word(after prefix: String) -> String? {
        text.firstRange(of: prefix).map {
            String(text[$0.upperBound...].prefix { !$0.isWhitespace })
        }
    }

    private static func number(_ value: PropertyValue) -> Double? {
        switch value {
        case .integer(let integer): Double(integer)
        case .number(let number): number
        default: nil
        }
    }
}
