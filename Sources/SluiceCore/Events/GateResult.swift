// SPDX-License-Identifier: Apache-2.0

/// How a gate ended.
public struct GateResult: Hashable, Codable, Sendable {
    /// Whether it passed.
    public var passed: Bool
    /// What happened, in one line: `answered by v42 in 212 ms`.
    public var detail: String
    /// The end of what the gate printed or was answered, for the report.
    public var output: String
    /// How long it took.
    public var took: Duration

    /// Makes a result.
    public init(passed: Bool, detail: String, output: String = "", took: Duration) {
        self.passed = passed
        self.detail = detail
        self.output = output
        self.took = took
    }
}
