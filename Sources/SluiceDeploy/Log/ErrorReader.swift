// SPDX-License-Identifier: Apache-2.0
import SluiceBase
import SluiceCore
import SluiceWire

/// Finds failed calls in log events and groups those that failed alike.
///
/// A stream holds one call at a time, so what stands between a START and an END line belongs to
/// that call. It knows the words of AWS's runtimes for Python and Node.js and of Lambda itself.
struct ErrorReader {
    private struct Key: Hashable {
        var message: String
        var place: String?
    }

    private var found: [Key: FirstError] = [:]
    private var requests: [String: String] = [:]
    private var reported: Set<String> = []

    /// The groups, by the time of their first call.
    var groups: [FirstError] {
        found.values.sorted { ($0.at, $0.message) < ($1.at, $1.message) }
    }

    /// Takes in the next event of a stream.
    mutating func take(_ event: FilteredLogEvent) {
        let stream = event.logStreamName ?? ""
        let text = event.message ?? ""
        if let request = Self.word(after: "START RequestId: ", in: text) {
            requests[stream] = request
            return
        }
        guard let (message, place) = Self.error(in: text) else { return }
        let request = Self.named(in: text) ?? requests[stream]
        // A call is counted once, by the first thing that it says went wrong.
        if let request, !reported.insert(request).inserted { return }
        let at = event.timestamp ?? Timestamp(millisecondsSince1970: 0)
        let key = Key(message: message, place: place)
        guard var group = found[key] else {
            found[key] = FirstError(
                at: at,
                message: message,
                place: place,
                count: 1,
                request: request ?? ""
            )
            return
        }
        group.count += 1
        if at < group.at { (group.at, group.request) = (at, request ?? "") }
        found[key] = group
    }

    /// The message and the place of an error, if the text is one.
    static func error(in text: String) -> (message: String, place: String?)? {
        let lines = text.split(whereSeparator: \.isNewline).map(String.init)
        guard let first = lines.first else { return nil }
        if let message = rest(after: "[ERROR] ", in: first), !message.hasPrefix("20") {
            return (message, pythonPlace(lines))
        }
        if let start = text.firstRange(of: "\"errorMessage\":"), text.contains("\"errorType\":") {
            let message = quoted(text[start.upperBound...]) ?? "unknown error"
            let type = text.firstRange(of: "\"errorType\":").flatMap {
                quoted(text[$0.upperBound...])
            }
            return (type.map { "\($0): \(message)" } ?? message, nodePlace(text))
        }
        if let range = first.firstRange(of: "Task timed out after ") {
            return (String(first[range.lowerBound...]), nil)
        }
        if let range = first.firstRange(of: "Error: Runtime exited") {
            return (String(first[range.lowerBound...].dropFirst("Error: ".count)), nil)
        }
        return nil
    }

    /// `app.py:88 load_order`, of the last frame of a traceback: that is where it was raised.
    private static func pythonPlace(_ lines: [String]) -> String? {
        guard let frame = lines.last(where: { $0.contains("File \"") && $0.contains("line ") })
        else { return nil }
        let file = quoted(frame[...])?.split(separator: "/").last.map(String.init) ?? ""
        let line = word(after: ", line ", in: frame)?.filter(\.isNumber) ?? ""
        let function = rest(after: ", in ", in: frame) ?? ""
        return function.isEmpty ? "\(file):\(line)" : "\(file):\(line) \(function)"
    }

    /// `index.mjs:3 handler`, of the first frame of a stack.
    private static func nodePlace(_ text: String) -> String? {
        guard let start = text.firstRange(of: "    at ") else { return nil }
        let frame = text[start.upperBound...].prefix { $0 != "\"" && !$0.isNewline }
        let path = frame.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }
        let parts = (path.split(separator: "/").last ?? "").split(separator: ":")
        guard parts.count >= 2 else { return nil }
        let function = frame.prefix { $0 != " " }
        return "\(parts[0]):\(parts[1]) \(function)"
    }

    /// The text between the next two quotation marks.
    private static func quoted(_ text: Substring) -> String? {
        guard let start = text.firstIndex(of: "\"") else { return nil }
        var value = ""
        var isEscaped = false
        for character in text[text.index(after: start)...] {
            if isEscaped {
                value.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                return value
            } else {
                value.append(character)
            }
        }
        return nil
    }

    /// The request id that Lambda's own lines name.
    static func named(in text: String) -> String? {
        if let request = word(after: "RequestId: ", in: text) { return request }
        let words = text.split { $0 == " " || $0 == "\t" }.prefix(2)
        return words.first { $0.count == 36 && $0.split(separator: "-").count == 5 }
            .map(String.init)
    }

    private static func rest(after prefix: String, in text: String) -> String? {
        text.firstRange(of: prefix).map { String(text[$0.upperBound...]) }
    }

    private static func word(after prefix: String, in text: String) -> String? {
        rest(after: prefix, in: text).map { String($0.prefix { !$0.isWhitespace }) }
    }
}
