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
    /// The request id of the gate's own call, which is nobody's traffic.
    public var request: String?

    /// Makes a result.
    public init(
        passed: Bool,
        detail: String,
        output: String = "",
        took: Duration,
        request: String? = nil
    ) {
        self.passed = passed
        self.detail = detail
        self.output = output
        self.took = took
        self.request = request
    }
}
