// SPDX-License-Identifier: Apache-2.0

/// How a version logs, as far as it decides what its log tells of its calls.
public struct LogSettings: Hashable, Codable, Sendable {
    /// Whether records are JSON.
    public var isJSON: Bool
    /// The lowest level of the platform's own records: `DEBUG`, `INFO` or `WARN`; only JSON has one.
    public var systemLevel: String
    /// The log group; `nil`: the function's own.
    public var group: String?

    /// Makes settings; what is not said is as Lambda has it by default.
    public init(isJSON: Bool = false, systemLevel: String = "INFO", group: String? = nil) {
        self.isJSON = isJSON
        self.systemLevel = systemLevel
        self.group = group
    }

    /// These settings with what a `LoggingConfig` of the project file changes.
    public func changed(by property: PropertyValue?) -> LogSettings {
        guard case .map(let map)? = property else { return self }
        var settings = self
        if case .string(let format)? = map["LogFormat"] { settings.isJSON = format == "JSON" }
        if case .string(let level)? = map["SystemLogLevel"] { settings.systemLevel = level }
        if case .string(let group)? = map["LogGroup"] { settings.group = group }
        return settings
    }

    /// Whether the platform reports each call's end in the log.
    public var reportsCalls: Bool { !isJSON || systemLevel != "WARN" }
}
