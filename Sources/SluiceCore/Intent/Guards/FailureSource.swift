// SPDX-License-Identifier: Apache-2.0

/// What counts as a failed call of a version.
public enum FailureSource: Hashable, Codable, Sendable {
    /// Lambda's own `Errors`: an exception, a time-out, a crash.
    case function
    /// Records of the version's log that match this filter pattern, counted once a request id.
    case log(pattern: String)
    /// A metric of the user's own, with a dimension that names the version.
    case metric(FailureMetric)

    /// Whether it is the log that tells.
    public var isLog: Bool {
        if case .log = self { true } else { false }
    }
}
