// SPDX-License-Identifier: Apache-2.0

/// Form, level and group of a function's log.
public struct LoggingConfig: Codable, Hashable, Sendable {
    /// `Text` or `JSON`.
    public var logFormat: String?
    /// The least level of the function's own lines; with `JSON` only.
    public var applicationLogLevel: String?
    /// The least level of Lambda's lines; with `JSON` only.
    public var systemLogLevel: String?
    /// The log group.
    public var logGroup: String?

    /// Makes one from its parts.
    public init(
        logFormat: String? = nil,
        applicationLogLevel: String? = nil,
        systemLogLevel: String? = nil,
        logGroup: String? = nil
    ) {
        self.logFormat = logFormat
        self.applicationLogLevel = applicationLogLevel
        self.systemLogLevel = systemLogLevel
        self.logGroup = logGroup
    }
}
