// SPDX-License-Identifier: Apache-2.0

/// Something that CloudWatch has to say about data.
public struct MetricMessage: Codable, Hashable, Sendable {
    /// What it is about.
    public var code: String?
    /// The sentence.
    public var value: String?

    /// Makes one from its parts.
    public init(code: String? = nil, value: String? = nil) {
        self.code = code
        self.value = value
    }
}
