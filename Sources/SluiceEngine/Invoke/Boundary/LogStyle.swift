// SPDX-License-Identifier: Apache-2.0
import SluiceWire

/// How a function's log is written, as its `LoggingConfig` says.
public struct LogStyle: Sendable, Hashable {
    /// How much a line matters.
    public enum Level: String, Sendable, Hashable, Comparable, CaseIterable {
        case trace = "TRACE"
        case debug = "DEBUG"
        case info = "INFO"
        case warn = "WARN"
        case error = "ERROR"
        case fatal = "FATAL"

        /// Whether one level is below another.
        public static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }

        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// Whether lines are JSON objects; levels only count then.
    public var isJSON: Bool
    /// The least level of the function's own lines.
    public var application: Level
    /// The least level of Lambda's own records.
    public var system: Level

    /// Plain text, everything kept.
    public static let text = LogStyle(isJSON: false)

    /// Makes a style.
    public init(isJSON: Bool, application: Level = .info, system: Level = .info) {
        self.isJSON = isJSON
        self.application = application
        self.system = system
    }
}

extension LogStyle {
    /// Whether a line of the function's own is kept.
    ///
    /// A JSON object that names a level below the least one is not; what names none is.
    func keeps(_ line: String) -> Bool {
        guard isJSON, application > .trace, line.utf8.first == UInt8(ascii: "{"),
            case .map(let members)? = WireJSON.value(of: line),
            members["timestamp"] != nil, case .string(let name)? = members["level"],
            let level = Level(rawValue: name.uppercased())
        else { return true }
        return level >= application
    }
}
